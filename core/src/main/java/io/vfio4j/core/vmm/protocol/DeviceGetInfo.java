package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.DeviceInfo;

/**
 * DEVICE_GET_INFO, request and reply: {@code struct vfio_device_info} of linux/vfio.h.
 *
 * <pre>
 *   0       4       8             12         16
 *   +-------+-------+-------------+----------+
 *   | argsz | flags | num_regions | num_irqs |
 *   +-------+-------+-------------+----------+
 *
 *   flags   0  can be reset     1  is a PCI device
 * </pre>
 */
public final class DeviceGetInfo extends View {
  /** Bytes of a reply. */
  public static final int SIZE = 16;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int REGIONS = 8;
  private static final int IRQS = 12;

  private static final int RESET = 1;
  private static final int PCI = 2;

  /** A message laid over nothing yet. */
  public DeviceGetInfo() {
    super(SIZE);
  }

  /**
   * Checks a request.
   *
   * @throws io.vfio4j.api.VfioException EINVAL if argsz is too small
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
  }

  /** Writes a reply. */
  public void putReply(DeviceInfo info) {
    u32(ARGSZ, SIZE);
    u32(FLAGS, info.resettable() ? RESET | PCI : PCI);
    u32(REGIONS, info.regions());
    u32(IRQS, info.irqs());
  }
}
