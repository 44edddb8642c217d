package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.KernelGroup;
import org.jspecify.annotations.Nullable;

/**
 * An IOMMU group, whose functions have one address space: so one of them has a client at a time.
 * Any thread.
 */
final class Group implements AutoCloseable {
  private final int number;
  private final KernelGroup files;
  private @Nullable PciAddress user;

  Group(int number, KernelGroup files) {
    this.number = number;
    this.files = files;
  }

  int number() {
    return number;
  }

  KernelGroup files() {
    return files;
  }

  KernelDevice device(PciAddress address) {
    return files.device(address.toString());
  }

  /**
   * A function's client wants the address space.
   *
   * @throws VfioException EBUSY if another function's has it
   */
  synchronized void claim(PciAddress function) {
    PciAddress now = user;
    if (now != null && !now.equals(function)) {
      throw VfioException.refused(
          Errno.EBUSY,
          "%s is in IOMMU group %d with %s, which has a client: one address space is for one client"
              .formatted(function, number, now));
    }
    user = function;
  }

  /** Its client has gone, and nothing is mapped for it. */
  synchronized void release(PciAddress function) {
    if (function.equals(user)) {
      user = null;
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
