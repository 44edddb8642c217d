package io.vfio4j.testkit.script;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a device and its interrupts say of themselves, and the ioctls that the SPI has methods for.
 */
final class DeviceText {
  private static final int GET_INFO = 0x3b6b;
  private static final int RESET = 0x3b6f;
  private static final int FEATURE = 0x3b75;
  private static final int IO_EVENT_FD_SIZE = 32;

  private DeviceText() {}

  static String device(int flags, int regions, int irqs, int argsz) {
    return "flags 0x%x regions %d irqs %d argsz %d".formatted(flags, regions, irqs, argsz);
  }

  static String irq(int flags, int count) {
    return "flags 0x%x count %d".formatted(flags, count);
  }

  static boolean hasMethod(int ioctl) {
    return (ioctl >= GET_INFO && ioctl <= RESET) || ioctl == FEATURE;
  }

  /**
   * <pre>
   *   0       4       8         16       24     28
   *  +-------+-------+---------+--------+------+------+
   *  | argsz | flags | offset  | data   | fd   |  0   |
   *  +-------+-------+---------+--------+------+------+
   * </pre>
   */
  static MemorySegment ioEventFd(Operation.IoEventFd asked, int descriptor, Arena arena) {
    MemorySegment argument = arena.allocate(IO_EVENT_FD_SIZE);
    ByteBuffer struct = argument.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    struct.putInt(IO_EVENT_FD_SIZE).putInt(asked.width());
    struct.putLong(((long) asked.region() << RegionStruct.INDEX_SHIFT) + asked.offset());
    struct.putLong(asked.data()).putInt(descriptor);
    return argument;
  }
}
