package io.vfio4j.api.region;

import io.vfio4j.api.promise.Experimental;
import java.lang.foreign.MemorySegment;

/**
 * A part of a region in this process's address space: what a program has after {@code mmap} on a
 * device's file.
 *
 * <p>A mapping can be taken back at any time, as the kernel zaps those of a PCI device: when memory
 * space is turned off, around every reset, in D3hot, in low power and when the device is closed.
 * The next access faults: it works again if the device lets it, and fails if not. In the kernel the
 * process is then sent SIGBUS; here the access throws.
 *
 * <p>Implemented by the host. An access may fault, and a fault is answered by the device: so an
 * access counts as a call of the device, comes from the session thread, and does not overlap with
 * one.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface MappedRegion {

  /** In bytes: whole pages, as a kernel maps, unless the file behind it ends before. */
  long length();

  /**
   * Loads.
   *
   * @param offset from the mapping's start, in bytes
   * @param target where the bytes go; its size is the count
   * @throws io.vfio4j.api.VfioException EFAULT where a process gets SIGBUS: the mapping was taken
   *     back and the device does not let it be used now; EAGAIN if it may be in a moment
   * @throws IndexOutOfBoundsException outside the mapping
   */
  void read(long offset, MemorySegment target);

  /**
   * Stores.
   *
   * @param offset from the mapping's start, in bytes
   * @param source the bytes; its size is the count
   * @throws io.vfio4j.api.VfioException as {@link #read}
   * @throws IndexOutOfBoundsException outside the mapping
   */
  void write(long offset, MemorySegment source);
}
