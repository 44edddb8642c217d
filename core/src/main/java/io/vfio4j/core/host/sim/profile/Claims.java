package io.vfio4j.core.host.sim.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who has which range; nobody shares. */
final class Claims {
  private record Claim(MemoryRange range, String owner) {}

  private final TreeMap<Long, Claim> claims = new TreeMap<>();

  /**
   * Where a search from an address on for a size ended: what is before it stays taken, as no claim
   * is given back. By a list of these two, as the first record that is hashed takes a start time.
   */
  private final Map<List<Long>, MemoryRange> found = new HashMap<>();

  /** Who holds a part of a range, if anybody does. */
  Optional<String> owner(MemoryRange range) {
    return overlapping(range).map(Claim::owner);
  }

  /** As claims share nothing, none reaches further than the one that begins last. */
  private Optional<Claim> overlapping(MemoryRange range) {
    return Optional.ofNullable(claims.lowerEntry(range.end()))
        .map(Map.Entry::getValue)
        .filter(claim -> claim.range().overlaps(range));
  }

  void claim(MemoryRange range, String owner, Place place) {
    Optional<String> other = owner(range);
    if (other.isPresent()) {
      throw place.problem(
          "%s at 0x%x, 0x%x bytes, overlaps %s", owner, range.base(), range.size(), other.get());
    }
    claims.put(range.base(), new Claim(range, owner));
  }

  /** The first place from an address on that is free and aligned to its size. */
  MemoryRange free(long from, long size) {
    List<Long> search = List.of(from, size);
    MemoryRange candidate = found.getOrDefault(search, aligned(from, size));
    Optional<Claim> taken = overlapping(candidate);
    while (taken.isPresent()) {
      candidate = aligned(taken.get().range().end(), size);
      taken = overlapping(candidate);
    }
    found.put(search, candidate);
    return candidate;
  }

  private static MemoryRange aligned(long from, long size) {
    return new MemoryRange((from + size - 1) & -size, size);
  }
}
