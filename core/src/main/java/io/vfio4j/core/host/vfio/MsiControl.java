package io.vfio4j.core.host.vfio;

import io.vfio4j.core.linux.KernelDevice;

/**
 * The lower byte of MSI's control register, whose bits 3 to 1 and 7 say what the hardware can do.
 *
 * <p>The kernel's copy of that byte takes whatever is written and keeps it from one client of ours
 * to the next, as it has had the same client all the time. So what hardware does not let be written
 * is put back here.
 *
 * @param offset in config space, 0 if there is no MSI
 * @param fixed what those bits are
 */
record MsiControl(int offset, int fixed) {
  private static final int STATUS = 0x06;
  private static final int STATUS_CAPABILITIES = 1 << 4;
  private static final int FIRST = 0x34;
  private static final int HEADER = 0x40;
  private static final int MOST = (0x100 - HEADER) / 4;
  private static final int MSI = 0x05;
  private static final int CONTROL = 2;
  private static final int READ_ONLY = 0x8e;

  /**
   * Finds it, before a client has written anything.
   *
   * @param config where config space begins in the device's file
   */
  static MsiControl find(KernelDevice device, long config) {
    boolean any = (device.read(config + STATUS, 2) & STATUS_CAPABILITIES) != 0;
    int at = any ? (int) device.read(config + FIRST, 1) & ~3 : 0;
    for (int i = 0; i < MOST && at >= HEADER; i++) {
      if (device.read(config + at, 1) == MSI) {
        int control = at + CONTROL;
        return new MsiControl(control, (int) device.read(config + control, 1) & READ_ONLY);
      }
      at = (int) device.read(config + at + 1, 1) & ~3;
    }
    return new MsiControl(0, 0);
  }

  /** The value that a write is to have. */
  int corrected(int start, int width, int value) {
    if (offset == 0 || start > offset || start + width <= offset) {
      return value;
    }
    int shift = Byte.SIZE * (offset - start);
    return (value & ~(READ_ONLY << shift)) | (fixed << shift);
  }
}
