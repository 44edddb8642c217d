package io.vfio4j.testkit;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciIds;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A device that the contract is held against, however it is reached: by calls ({@link
 * SimulatedDevice}) or over a vfio-user socket.
 *
 * @since 0.1
 */
public interface DeviceUnderTest {

  /** The device, closed at first. */
  VfioDevice device();

  /** What the function beneath it says it is; empty if that cannot be known here. */
  Optional<PciIds> ids();

  /** Whether it is reached over a socket, where errnos are the server's own. */
  boolean overSocket();

  /** A new eventfd, to be given to the device. */
  CountingNotifier notifier();

  /**
   * Maps memory for the device's DMA, readable and writable.
   *
   * @param iova first address, a multiple of the page size
   * @param size in bytes, a multiple of the page size
   * @return the memory, of zeros
   */
  MemorySegment mapGuestMemory(long iova, long size);

  /** Takes back what was mapped; the memory stays readable for who mapped it. */
  void unmapGuestMemory(long iova, long size);

  /** Closes the device, which is open, and all that was made for it. */
  void release();
}
