package io.vfio4j.testkit.script;

import io.vfio4j.api.ClientFiles;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;

/** The files of a process that has opened none: descriptors 0 to 2, which are no eventfds. */
final class StandardStreams implements ClientFiles {
  private static final int COUNT = 3;

  @Override
  public EventNotifier eventFd(int number) {
    throw refused(number);
  }

  @Override
  public int iommuGroup(int number) {
    throw refused(number);
  }

  private static VfioException refused(int number) {
    boolean open = number >= 0 && number < COUNT;
    return VfioException.refused(open ? Errno.EINVAL : Errno.EBADF, "descriptor " + number);
  }
}
