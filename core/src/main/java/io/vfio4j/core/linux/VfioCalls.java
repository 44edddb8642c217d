package io.vfio4j.core.linux;

/**
 * ioctl(2) with VFIO's requests (linux/vfio.h), in the kernel's convention. None of them says in
 * its number how long its structure is, as that is in the structure's first field, argsz.
 */
final class VfioCalls {
  static final int GET_API_VERSION = request(0);
  static final int CHECK_EXTENSION = request(1);
  static final int SET_IOMMU = request(2);
  static final int GROUP_GET_STATUS = request(3);
  static final int GROUP_SET_CONTAINER = request(4);
  static final int GROUP_GET_DEVICE_FD = request(6);
  static final int DEVICE_GET_INFO = request(7);
  static final int DEVICE_GET_REGION_INFO = request(8);
  static final int DEVICE_GET_IRQ_INFO = request(9);
  static final int DEVICE_SET_IRQS = request(10);
  static final int DEVICE_RESET = request(11);

  /** To a container; to a device the same number is a hot reset. */
  static final int IOMMU_MAP_DMA = request(13);

  static final int IOMMU_UNMAP_DMA = request(14);

  private static final KernelCall IOCTL = KernelCall.bindVariadic("ioctl", 2, 16, 29);

  private VfioCalls() {}

  /** {@code _IO(';', 100 + number)}. */
  private static int request(int number) {
    return ';' << 8 | 100 + number;
  }

  /**
   * Calls it on an open file.
   *
   * @param argument a number, or an address that stays valid until this returns
   */
  static long ioctl(Descriptor file, int request, long argument) {
    int held = file.hold();
    try {
      return IOCTL.call(held, request, argument, 0);
    } finally {
      file.release();
    }
  }
}
