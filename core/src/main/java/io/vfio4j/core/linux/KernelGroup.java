package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/**
 * An IOMMU group with a container of its own: the devices in it have one address space. All methods
 * throw {@link LinuxException} with the errno of the kernel's.
 */
public interface KernelGroup extends AutoCloseable {

  /**
   * Opens one of its devices.
   *
   * @param name its PCI address, as sysfs has it
   */
  KernelDevice device(String name);

  /**
   * Lets its devices reach memory of this process, which the kernel keeps where it is until {@link
   * #unmap}.
   *
   * @param iova the address that devices use; as everything here in whole pages
   * @param memory off-heap, alive until it is unmapped
   */
  void map(long iova, MemorySegment memory, boolean readable, boolean writable);

  /** Takes away what one call of {@link #map} made. */
  void unmap(long iova, long length);

  @Override
  void close();
}
