package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.HostBar;
import java.util.Optional;

/** The host's physical addresses: what a profile fixes is checked, the rest is placed here. */
final class AddressPlan {
  private static final long LOW_MEMORY = 0x4000_0000L;
  private static final long LOW_END = 0x1_0000_0000L;
  private static final long HIGH_MEMORY = 0x7000_0000_0000L;
  private static final long PORTS = 0x1000;

  private final Claims memory = new Claims();
  private final Claims ports = new Claims();

  void claimMemory(MemoryRange range, Place place) {
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
    if (kind != HostBar.Kind.MEMORY_64 && range.end() > LOW_END) {
      throw place.problem("0x%x does not fit 32 bits", range.base());
    }
    claim(space(kind), range, place);
  }

  /** Finds an address where the profile gives none. */
  long allocate(HostBar.Kind kind, long size, Place place) {
    MemoryRange range = space(kind).free(start(kind), size);
    if (kind == HostBar.Kind.MEMORY_32 && range.end() > LOW_END) {
      throw place.problem("no room for 0x%x bytes below 4 GiB", size);
    }
    claim(space(kind), range, place);
    return range.base();
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
