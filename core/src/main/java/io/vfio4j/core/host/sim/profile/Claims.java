package io.vfio4j.core.host.sim.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has which range; nobody shares. */
final class Claims {
  private record Claim(MemoryRange range, String owner) {}

  private final List<Claim> claims = new ArrayList<>();

  /** Who holds a part of a range, if anybody does. */
  Optional<String> owner(MemoryRange range) {
    return overlapping(range).map(Claim::owner);
  }

  private Optional<Claim> overlapping(MemoryRange range) {
    return claims.stream().filter(claim -> claim.range().overlaps(range)).findFirst();
  }

  void claim(MemoryRange range, String owner, Place place) {
    Optional<String> other = owner(range);
    if (other.isPresent()) {
      throw place.problem(
          "%s at 0x%x, 0x%x bytes, overlaps %s", owner, range.base(), range.size(), other.get());
    }
    claims.add(new Claim(range, owner));
  }

  /** The first place from an address on that is free and aligned to its size. */
  MemoryRange free(long from, long size) {
    MemoryRange candidate = aligned(from, size);
    Optional<Claim> taken = overlapping(candidate);
    while (taken.isPresent()) {
      candidate = aligned(taken.get().range().end(), size);
      taken = overlapping(candidate);
    }
    return candidate;
  }

  private static MemoryRange aligned(long from, long size) {
    return new MemoryRange((from + size - 1) & -size, size);
  }
}
