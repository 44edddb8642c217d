package io.vfio4j.testkit.script.random;

import io.vfio4j.api.VfioDevice;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What a device looks like to one who makes random scripts for it.
 *
 * @param regions those that are accessed; config space is beside them
 * @param config config space
 * @param revival operations after which memory can be accessed, whatever was before: as a rule they
 *     wake the function and turn its memory space on
 * @param resets each a way to reset the function by writes to config space, such as its
 *     function-level reset bit; one line each
 * @since 0.1
 */
public record DeviceShape(
    List<RegionShape> regions, ConfigShape config, List<String> revival, List<String> resets) {

  /** Keeps copies. */
  public DeviceShape {
    regions = List.copyOf(regions);
    revival = List.copyOf(revival);
    resets = List.copyOf(resets);
  }

  /**
   * What an open device shows of itself: its regions and what can be mapped of them, its
   * capabilities, and how it is woken and reset by them. Nothing is spared.
   *
   * @param device stays open, and is only read
   */
  public static DeviceShape of(VfioDevice device) {
    return new ShapeReader(device).shape();
  }

  /**
   * The same, with a part of a region that is not written.
   *
   * @param region its index
   * @param offset the part's first byte
   * @param bytes the part's size
   */
  public DeviceShape sparing(int region, long offset, long bytes) {
    return withRegions(
        regions.stream()
            .map(each -> each.index() == region ? each.sparing(offset, bytes) : each)
            .toList());
  }

  /**
   * The same with one region otherwise.
   *
   * @param region takes the place of the one with its index
   */
  public DeviceShape with(RegionShape region) {
    return withRegions(
        regions.stream().map(each -> each.index() == region.index() ? region : each).toList());
  }

  /** The same with some of its regions alone. */
  DeviceShape with(Set<Integer> indices) {
    return withRegions(regions.stream().filter(each -> indices.contains(each.index())).toList());
  }

  private DeviceShape withRegions(List<RegionShape> others) {
    return new DeviceShape(others, config, revival, resets);
  }

  DeviceShape withRandomEdges(Random random) {
    return withRegions(regions.stream().map(each -> each.withRandomEdges(random)).toList());
  }
}
