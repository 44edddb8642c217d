package io.vfio4j.api;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.promise.Stable;

/**
 * What a number in an argument means that is a file descriptor of the client's: the open files of
 * the process that makes the call, as far as a device may use them.
 *
 * <p>Implemented by whoever calls a device in this process. Over vfio-user there are none: a
 * client's numbers mean nothing here. Called on the thread of the operation whose request has the
 * number, and until that operation returns.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
@FunctionalInterface
public interface ClientFiles {
  /** No file is open: every number is EBADF. */
  ClientFiles NONE =
      number -> {
        throw badNumber(number);
      };

  /**
   * An eventfd: the kernel's {@code eventfd_ctx_fdget}.
   *
   * @param number not negative
   * @return belongs to the device, which closes it
   * @throws VfioException EBADF if no such file is open, EINVAL if it is something else
   */
  EventNotifier eventFd(int number);

  /**
   * An IOMMU group's file, {@code /dev/vfio/GROUP}: which group it is. The numbers come with
   * VFIO_DEVICE_PCI_HOT_RESET ({@code group_fds} in linux/vfio.h).
   *
   * @param number any
   * @throws VfioException EBADF if no such file is open, EINVAL if it is something else
   */
  default int iommuGroup(int number) {
    throw badNumber(number);
  }

  private static VfioException badNumber(int number) {
    return VfioException.refused(Errno.EBADF, "the client has no open file " + number + " here");
  }
}
