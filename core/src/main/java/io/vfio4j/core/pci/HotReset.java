package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The ioctls around the reset of a whole bus or slot, which no function here has.
 *
 * <pre>
 *   +0  argsz     +4  flags     +8  count     +12  devices, or group descriptors
 * </pre>
 */
final class HotReset {
  private static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = 12;
  private static final long FLAGS = 4;
  private static final long COUNT = 8;

  private HotReset() {}

  static long ioctl(IoctlRequest request) {
    MemorySegment argument = request.argument();
    switch (request.command()) {
      case IoctlRequest.GET_PCI_HOT_RESET_INFO -> requireHead(argument);
      case IoctlRequest.PCI_HOT_RESET -> {
        requireHead(argument);
        if (argument.get(DWORD, FLAGS) != 0 || argument.get(DWORD, COUNT) != 0) {
          throw VfioException.refused(Errno.EINVAL, "hot reset: flags, or groups without a group");
        }
      }
      default -> throw VfioException.refused(Errno.ENOTTY, "unknown ioctl " + request.name());
    }
    throw VfioException.refused(Errno.ENODEV, "neither slot nor bus can be reset");
  }

  private static void requireHead(MemorySegment argument) {
    if (argument.byteSize() < HEAD || Integer.compareUnsigned(argument.get(DWORD, 0), HEAD) < 0) {
      throw VfioException.refused(Errno.EINVAL, "argsz below " + HEAD);
    }
  }
}
