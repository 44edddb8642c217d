package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.HostBar;
import java.util.Optional;

/** The host's physical addresses: what a profile fixes is checked, the rest is placed here. */
final class AddressPlan {
  private static final long LOW_MEMORY = 0x4000_0000L;
  private static final int LOW_BITS = 32;
  private static final int PHYSICAL_BITS = 52;
  private static final long HIGH_MEMORY = 0x7000_0000_0000L;
  private static final long PORTS = 0x1000;

  private final Claims memory = new Claims();
  private final Claims ports = new Claims();

  void claimMemory(MemoryRange range, Place place) {
    checkBits(range, PHYSICAL_BITS, place);
    claim(memory, range, place);
  }

  private static void claim(Claims space, MemoryRange range, Place place) {
    Optional<String> other = space.owner(range);
    if (other.isPresent()) {
      throw place.problem("0x%x, 0x%x bytes, overlaps %s", range.base(), range.size(), other.get());
    }
    space.claim(range, place.path(), place);
  }

  /** Checks an address that the profile gives. */
  void claim(HostBar.Kind kind, MemoryRange range, Place place) {
    if (range.base() % range.size() != 0) {
      throw place.problem("0x%x is not a multiple of the size 0x%x", range.base(), range.size());
    }
    checkBits(range, bits(kind), place);
    claim(space(kind), range, place);
  }

  /** Finds an address where the profile gives none. */
  long allocate(HostBar.Kind kind, long size, Place place) {
    MemoryRange range = space(kind).free(start(kind), size);
    if (range.end() > 1L << bits(kind)) {
      throw place.problem("no room for 0x%x bytes within %d bits", size, bits(kind));
    }
    claim(space(kind), range, place);
    return range.base();
  }

  private static void checkBits(MemoryRange range, int bits, Place place) {
    if (range.end() > 1L << bits) {
      throw place.problem(
          "0x%x, 0x%x bytes, does not fit %d bits", range.base(), range.size(), bits);
    }
  }

  private static int bits(HostBar.Kind kind) {
    return kind == HostBar.Kind.MEMORY_64 ? PHYSICAL_BITS : LOW_BITS;
  }

  private Claims space(HostBar.Kind kind) {
    return kind == HostBar.Kind.IO ? ports : memory;
  }

  private static long start(HostBar.Kind kind) {
    return switch (kind) {
      case MEMORY_32 -> LOW_MEMORY;
      case MEMORY_64 -> HIGH_MEMORY;
      case IO -> PORTS;
    };
  }
}
