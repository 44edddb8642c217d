package io.vfio4j.core.vmm.session;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.HostPage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a client from mapping the pages of the MSI-X table, and of its pending bits, in a BAR that
 * is mappable as a whole.
 *
 * <p>Those that count are the VMM's own. QEMU lays them over what it has mapped, and knows the
 * capability MSIX_MAPPABLE. Cloud Hypervisor maps just what it is offered: its guest's vectors
 * would be written to our file, and none ever be delivered.
 */
final class MsixTablePages {
  private static final int STATUS = 0x06;
  private static final int STATUS_CAPABILITIES = 0x10;
  private static final int CAPABILITIES = 0x34;
  private static final int FIRST = 0x40;
  private static final int MOST = 48;
  private static final int MSI_X = 0x11;
  private static final int LAST_ENTRY = 0x7ff;
  private static final int ENTRY = 16;
  private static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final VfioDevice device;

  MsixTablePages(VfioDevice device) {
    this.device = device;
  }

  /** What can be mapped of a region that is mappable as a whole. */
  List<SparseMmapArea> around(RegionInfo region) {
    List<SparseMmapArea> areas = new ArrayList<>();
    long next = 0;
    for (Pages apart : region.msixMappable() ? apart(region.index()) : List.<Pages>of()) {
      long end = Math.min(apart.start(), region.size());
      if (end > next) {
        areas.add(new SparseMmapArea(next, end - next));
      }
      next = Math.max(next, apart.end());
    }
    if (next < region.size()) {
      areas.add(new SparseMmapArea(next, region.size() - next));
    }
    return areas;
  }

  /** The pages of the table and of the pending bits that are in a region. */
  private List<Pages> apart(int region) {
    int capability = find();
    if (capability == 0) {
      return List.of();
    }
    int entries = (config(capability + 2, 2) & LAST_ENTRY) + 1;
    int table = config(capability + 4, 4);
    int pending = config(capability + 8, 4);
    return Stream.of(
            new Place(table, entries * ENTRY), new Place(pending, (entries + 63) / 64 * Long.BYTES))
        .filter(place -> place.bar() == region)
        .map(Place::pages)
        .sorted(Comparator.comparingLong(Pages::start))
        .toList();
  }

  /** As the capability has it: an offset, in whose low three bits is the BAR. */
  private record Place(int location, int length) {
    int bar() {
      return location & 7;
    }

    Pages pages() {
      long start = Integer.toUnsignedLong(location & ~7);
      long end = start + length + HostPage.SIZE - 1;
      return new Pages(start & -HostPage.SIZE, end & -HostPage.SIZE);
    }
  }

  private record Pages(long start, long end) {}

  /** Where the capability is in config space; 0 if there is none. */
  private int find() {
    int at = (config(STATUS, 2) & STATUS_CAPABILITIES) == 0 ? 0 : config(CAPABILITIES, 1) & ~3;
    for (int i = 0; i < MOST && at >= FIRST; i++) {
      int head = config(at, 2);
      if ((head & 0xff) == MSI_X) {
        return at;
      }
      at = head >>> 8 & ~3;
    }
    return 0;
  }

  private int config(int offset, int width) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(DWORD);
      device.read(RegionIndex.CONFIG, offset, value.asSlice(0, width));
      return value.get(DWORD, 0);
    }
  }
}
