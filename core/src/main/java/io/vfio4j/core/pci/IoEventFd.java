package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The argument of IOEVENTFD, {@code struct vfio_device_ioeventfd}: a register that is written when
 * an eventfd is signalled.
 *
 * <pre>
 *   0       4       8         16       24     28
 *  +-------+-------+---------+--------+------+----------+
 *  | argsz | flags | offset  | data   | fd   | reserved |
 *  +-------+-------+---------+--------+------+----------+
 *    flags: the width in bytes, 1, 2, 4 or 8
 *    offset: BAR index in bits 63:40, offset in the BAR below
 * </pre>
 *
 * @param bar BAR index
 * @param offset in the BAR, in bytes
 * @param width in bytes
 * @param data what is written
 */
record IoEventFd(int bar, long offset, int width, long data) {
  /** The number that takes an eventfd away. */
  static final int NONE = -1;

  private static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong QWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int SIZE = 28;
  private static final long FLAGS = 4;
  private static final long OFFSET = 8;
  private static final long DATA = 16;
  private static final long FD = 24;
  private static final int WIDTHS = 0xf;
  private static final int BAR_SHIFT = 40;
  private static final int LAST_BAR = 5;

  static IoEventFd of(IoctlRequest request) {
    MemorySegment argument = request.argument();
    if (argument.byteSize() < SIZE || Integer.compareUnsigned(argument.get(DWORD, 0), SIZE) < 0) {
      throw VfioException.refused(Errno.EINVAL, "argsz below " + SIZE);
    }
    int width = argument.get(DWORD, FLAGS);
    if ((width & ~WIDTHS) != 0 || Integer.bitCount(width) != 1 || descriptor(request) < NONE) {
      throw VfioException.refused(
          Errno.EINVAL, "ioeventfd: flags 0x%x, fd %d".formatted(width, descriptor(request)));
    }
    long offset = argument.get(QWORD, OFFSET);
    if (offset >>> BAR_SHIFT > LAST_BAR) {
      throw VfioException.refused(Errno.EINVAL, "ioeventfd: no BAR " + (offset >>> BAR_SHIFT));
    }
    int bar = (int) (offset >>> BAR_SHIFT);
    return new IoEventFd(bar, offset & (1L << BAR_SHIFT) - 1, width, argument.get(QWORD, DATA));
  }

  static int descriptor(IoctlRequest request) {
    return request.argument().get(DWORD, FD);
  }

  /** The bytes that are written. */
  MemorySegment bytes() {
    MemorySegment all = MemorySegment.ofArray(new byte[Long.BYTES]);
    all.set(QWORD, 0, data);
    return all.asSlice(0, width).asReadOnly();
  }
}
