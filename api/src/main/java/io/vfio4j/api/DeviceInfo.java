package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;

/**
 * What a device says of itself: {@code struct vfio_device_info} of linux/vfio.h.
 *
 * <p>Grows by further {@code with…} methods, which is why it is no record.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class DeviceInfo {
  private final boolean resettable;
  private final int regions;
  private final int irqs;

  private DeviceInfo(boolean resettable, int regions, int irqs) {
    if (regions < 0 || irqs < 0) {
      throw new IllegalArgumentException(
          "negative count: " + regions + " regions, " + irqs + " irqs");
    }
    this.resettable = resettable;
    this.regions = regions;
    this.irqs = irqs;
  }

  /**
   * A PCI device (flag VFIO_DEVICE_FLAGS_PCI).
   *
   * @param regions number of region indices, at least {@link
   *     io.vfio4j.api.region.RegionIndex#COUNT}; the host takes no fewer from a device
   * @param irqs number of IRQ indices, at least {@link io.vfio4j.api.irq.IrqIndex#COUNT}
   */
  public static DeviceInfo pci(int regions, int irqs) {
    return new DeviceInfo(false, regions, irqs);
  }

  /**
   * The same with another answer to whether {@link VfioDevice#reset()} works.
   *
   * @param resettable flag VFIO_DEVICE_FLAGS_RESET
   */
  public DeviceInfo withReset(boolean resettable) {
    return new DeviceInfo(resettable, regions, irqs);
  }

  /** Whether the function can be reset: VFIO_DEVICE_FLAGS_RESET. */
  public boolean resettable() {
    return resettable;
  }

  /** {@code num_regions}. */
  public int regions() {
    return regions;
  }

  /** {@code num_irqs}. */
  public int irqs() {
    return irqs;
  }
}
