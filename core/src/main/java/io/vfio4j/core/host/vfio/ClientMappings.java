package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.dma.IommuMappings;
import io.vfio4j.core.linux.LinuxException;
import java.lang.foreign.MemorySegment;

/** A client's memory in the IOMMU's tables, for one function. Any thread. */
final class ClientMappings implements IommuMappings {
  private static final System.Logger LOG = System.getLogger("io.vfio4j.vfio");

  private final PciAddress address;
  private final Group group;
  private long mapped;
  private boolean attached;
  private boolean toldOfLimit;
  private boolean toldOfFile;
  private boolean toldOfUnmap;

  ClientMappings(PciAddress address, Group group) {
    this.address = address;
    this.group = group;
  }

  /**
   * A client comes.
   *
   * @throws VfioException EBUSY if another function of the group has one, or if the IOMMU still
   *     reaches memory of the one before
   */
  synchronized void attach() {
    if (mapped != 0) {
      throw VfioException.refused(
          Errno.EBUSY,
          address + ": memory of the client before could not be unmapped, start the agent again");
    }
    group.claim(address);
    attached = true;
    toldOfLimit = false;
    toldOfFile = false;
  }

  /** It goes; what is still mapped is unmapped later, and the group is kept for so long. */
  synchronized void detach() {
    attached = false;
    releaseIfDone();
  }

  private void releaseIfDone() {
    if (!attached && mapped == 0) {
      group.release(address);
    }
  }

  @Override
  public synchronized void map(
      long iova, MemorySegment memory, boolean readable, boolean writable) {
    if (!attached) {
      throw VfioException.refused(Errno.ENODEV, address + ": the client has gone");
    }
    try {
      group.files().map(iova, memory, readable, writable);
      mapped++;
    } catch (LinuxException e) {
      Errno errno = Errno.of(e.errno());
      if (errno == Errno.ENOMEM) {
        complainOfLimit(memory.byteSize());
      }
      throw VfioException.refused(errno, address + ": " + e.getMessage());
    }
  }

  private void complainOfLimit(long size) {
    if (!toldOfLimit) {
      toldOfLimit = true;
      warn(
          "0x%x bytes of the client's memory cannot be kept in place for DMA: allow this process to"
                  .formatted(size)
              + " lock as much memory as its VMs have (ulimit -l, LimitMEMLOCK)");
    }
  }

  /**
   * A client announces its BARs like this, which nobody misses. What it announces first is its RAM,
   * though.
   */
  @Override
  public synchronized void unreachable(long iova, long size) {
    if (mapped == 0 && !toldOfFile) {
      toldOfFile = true;
      warn(
          "DMA does not reach 0x%x bytes at 0x%x: is this the VM's memory, it has to be shared"
                  .formatted(size, iova)
              + " (memory-backend-memfd,share=on)");
    }
  }

  @Override
  public boolean needsMappings() {
    return true;
  }

  private void complainOfUnmap(String why) {
    if (!toldOfUnmap) {
      toldOfUnmap = true;
      LOG.log(
          System.Logger.Level.ERROR,
          "%s: memory cannot be unmapped, so that there is no further client until the agent is"
                  .formatted(address)
              + " started again: "
              + why);
    }
  }

  private void warn(String line) {
    LOG.log(System.Logger.Level.WARNING, address + ": " + line);
  }

  @Override
  public synchronized void unmap(long iova, long length) {
    try {
      group.files().unmap(iova, length);
      mapped--;
      releaseIfDone();
    } catch (LinuxException | IllegalStateException e) {
      // Hardware still reaches the pages, which the kernel holds: they are nobody else's so far,
      // and the address space, in which they are, is nobody else's any more.
      complainOfUnmap(e.getMessage());
    }
  }
}
