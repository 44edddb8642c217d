package io.vfio4j.testkit.script.random;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Looks at a device: its regions by their info, config space by its chains. */
final class ShapeReader {
  private static final int REGIONS = 10;
  private static final long PAGE = 4096;

  private final VfioDevice device;
  private final CapabilityMap capabilities;

  ShapeReader(VfioDevice device) {
    this.device = device;
    byte[] config = new byte[(int) device.regionInfo(RegionIndex.CONFIG).size()];
    device.read(RegionIndex.CONFIG, 0, MemorySegment.ofArray(config));
    this.capabilities = new CapabilityMap(config);
  }

  DeviceShape shape() {
    List<RegionShape> regions =
        IntStream.range(0, REGIONS)
            .filter(index -> index != RegionIndex.CONFIG)
            .mapToObj(this::region)
            .toList();
    ConfigShape config = new ConfigShape(capabilities.size(), capabilities.registers(), List.of());
    return new DeviceShape(regions, config, capabilities.revival(), capabilities.resets());
  }

  private RegionShape region(int index) {
    try {
      RegionInfo info = device.regionInfo(index);
      return info.size() == 0 ? RegionShape.absent(index) : region(info);
    } catch (VfioException _) {
      return RegionShape.absent(index);
    }
  }

  private static RegionShape region(RegionInfo info) {
    long size = info.size();
    List<Long> edges = new ArrayList<>(List.of(0L, PAGE, size - PAGE, size));
    for (SparseMmapArea area : info.sparseMmapAreas()) {
      long end = area.offset() + area.size();
      LongStream.of(area.offset(), end - PAGE, end).forEach(edges::add);
    }
    List<Long> inside =
        edges.stream().filter(edge -> edge >= 0 && edge <= size).distinct().toList();
    boolean mappable = info.flags().contains(RegionFlag.MMAP);
    return new RegionShape(info.index(), size, size, mappable, inside, List.of());
  }
}
