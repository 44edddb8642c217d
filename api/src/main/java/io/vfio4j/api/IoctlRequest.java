package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;
import java.lang.foreign.MemorySegment;

/**
 * An ioctl on the device's file that has no method of its own in {@link VfioDevice}.
 *
 * @param command its number, for instance {@link #IOEVENTFD}; VFIO's are of type {@code ';'} (0x3b)
 * @param argument the argument's bytes, in the layout of linux/vfio.h, written to where the ioctl
 *     answers in place; valid during the call only
 * @param files what descriptors in the argument mean
 * @since 0.1
 */
@Stable(since = "0.1")
public record IoctlRequest(int command, MemorySegment argument, ClientFiles files) {
  /** VFIO_DEVICE_GET_PCI_HOT_RESET_INFO. */
  public static final int GET_PCI_HOT_RESET_INFO = 0x3b70;

  /** VFIO_DEVICE_PCI_HOT_RESET. */
  public static final int PCI_HOT_RESET = 0x3b71;

  /** VFIO_DEVICE_IOEVENTFD. */
  public static final int IOEVENTFD = 0x3b74;

  /**
   * An ioctl of a client that has no files here.
   *
   * @param command its number
   * @param argument the argument's bytes
   */
  public IoctlRequest(int command, MemorySegment argument) {
    this(command, argument, ClientFiles.NONE);
  }

  /** The command's name in linux/vfio.h, or its number in hexadecimal. */
  public String name() {
    return switch (command) {
      case GET_PCI_HOT_RESET_INFO -> "VFIO_DEVICE_GET_PCI_HOT_RESET_INFO";
      case PCI_HOT_RESET -> "VFIO_DEVICE_PCI_HOT_RESET";
      case IOEVENTFD -> "VFIO_DEVICE_IOEVENTFD";
      default -> "0x" + Integer.toHexString(command);
    };
  }
}
