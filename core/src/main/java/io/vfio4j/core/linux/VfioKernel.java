package io.vfio4j.core.linux;

/** What a Linux kernel has beneath {@code /dev/vfio}: groups, and containers of the first type. */
public interface VfioKernel {

  /**
   * Opens a group and gives it a container.
   *
   * @param number of the group
   * @throws GroupUnusable with a reason, if the kernel has no such IOMMU or the group is not whole
   * @throws LinuxException with the errno of what failed; EBUSY if somebody has it open
   */
  KernelGroup open(int number);
}
