package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.core.linux.ClientMemory;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.GuardedCopy;
import io.vfio4j.core.linux.LinuxException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One device's view of its client's memory: the areas that the client maps, and access to them.
 *
 * <p>The session changes it, any thread reads and writes through it. When {@link #unmap} returns
 * nothing uses the area any more: memory is accessed under the lock, and unmapped by who has it
 * alone.
 */
public final class IovaSpace implements GuestMemory {
  /** How much is copied before whoever wants to unmap gets its turn. */
  private static final long LONGEST_COPY = 1 << 20;

  /**
   * How much the client is asked for before it is looked up again whether the area is still there.
   */
  private static final long LONGEST_MESSAGE = 64 << 10;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final AreaTable areas = new AreaTable();
  private final IommuMappings iommu;
  private volatile MessageDma messages = NoClient.INSTANCE;
  private volatile boolean ended;

  /** Empty, with nobody to ask. */
  public IovaSpace() {
    this(IommuMappings.NONE);
  }

  /**
   * Empty, with nobody to ask.
   *
   * @param iommu of the function, told of each area before it can be used and until it cannot
   */
  public IovaSpace(IommuMappings iommu) {
    this.iommu = iommu;
  }

  /** Says who is asked for areas without memory. */
  public void attach(MessageDma client) {
    messages = ended ? NoClient.INSTANCE : client;
  }

  /** Forgets every area and whom to ask. */
  public void detach() {
    messages = NoClient.INSTANCE;
    unmapAll();
  }

  /** For ever: from now on no access begins and no area is made known. */
  public void end() {
    ended = true;
    messages = NoClient.INSTANCE;
  }

  /**
   * Makes an area known that is reached by asking the client. Nothing is mapped or touched: QEMU
   * announces a device's own BARs like this.
   *
   * @param iova first address; unsigned
   * @param size in bytes; unsigned
   * @throws VfioException EINVAL if the area is empty or wraps, EEXIST if it overlaps another,
   *     ENOSPC if there are too many
   */
  public void map(long iova, long size, boolean readable, boolean writable) {
    long last = last(iova, size);
    lock.writeLock().lock();
    try {
      checkNotEnded();
      areas.checkFree(iova, last);
      iommu.unreachable(iova, size);
      areas.put(new Area(iova, last, readable, writable, null));
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Maps a part of a client's file as an area. The descriptor stays the caller's and may be closed
   * afterwards.
   *
   * <p>The client is asked, as if there were no file, where that is no {@link Descriptor#isMemory
   * memory} and where all clients together have as many mapped as this process can bear. The latter
   * is no help to hardware, so that its client is told.
   *
   * @param offset in the file, in bytes; unsigned
   * @throws VfioException as {@link #map(long, long, boolean, boolean)}; also EINVAL if the file is
   *     shorter or nothing that can be mapped, and what mmap(2) and the IOMMU say
   */
  public void map(
      long iova, long size, boolean readable, boolean writable, Descriptor file, long offset) {
    long last = last(iova, size);
    lock.writeLock().lock();
    try {
      checkNotEnded();
      areas.checkFree(iova, last);
      ClientMemory memory = AreaMemory.of(file, offset, size, writable, iommu.needsMappings());
      Area area = new Area(iova, last, readable, writable, memory);
      announce(area, size);
      areas.put(area);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void announce(Area area, long size) {
    ClientMemory memory = area.memory();
    if (memory == null) {
      iommu.unreachable(area.first(), size);
      return;
    }
    try {
      iommu.map(area.first(), memory.segment(), area.readable(), area.writable());
    } catch (RuntimeException | Error e) {
      area.close();
      throw e;
    }
  }

  private static long last(long iova, long size) {
    long last = iova + size - 1;
    if (size == 0 || Long.compareUnsigned(last, iova) < 0) {
      throw VfioException.refused(
          Errno.EINVAL, "no DMA area: 0x%x of size 0x%x".formatted(iova, size));
    }
    return last;
  }

  /**
   * Takes a range away, as soon as nothing uses it: one area, or several that it covers as a whole.
   *
   * <p>The vfio-user specification wants one area's address and size. QEMU, behind a virtual IOMMU
   * whose domain goes, unmaps everything below the interrupt window at once, as the kernel's type 1
   * IOMMU lets it, and maps again where the old areas were.
   *
   * @throws VfioException ENOENT if there is no area in the range, or one that it would cut
   */
  public void unmap(long iova, long size) {
    lock.writeLock().lock();
    try {
      areas.remove(iova, size).forEach(this::release);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Takes all areas away. */
  public void unmapAll() {
    lock.writeLock().lock();
    try {
      areas.removeAll().forEach(this::release);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Hardware first: what it still reached would be somebody else's memory soon. */
  private void release(Area area) {
    ClientMemory memory = area.memory();
    if (memory != null) {
      iommu.unmap(area.first(), memory.segment().byteSize());
    }
    area.close();
  }

  /** How many areas there are. */
  public int areaCount() {
    lock.readLock().lock();
    try {
      return areas.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void read(long iova, MemorySegment target) {
    transfer(iova, target, false);
  }

  @Override
  public void write(long iova, MemorySegment source) {
    transfer(iova, source, true);
  }

  private void transfer(long iova, MemorySegment bytes, boolean write) {
    long size = bytes.byteSize();
    if (size > 0 && Long.compareUnsigned(iova + size - 1, iova) < 0) {
      throw fault(iova);
    }
    long done = 0;
    while (done < size) {
      done += step(iova + done, bytes.asSlice(done), write);
    }
  }

  /** The client is asked without the lock: its answer may come behind a map or unmap. */
  private long step(long iova, MemorySegment bytes, boolean write) {
    long count;
    lock.readLock().lock();
    try {
      checkNotEnded();
      Area area = areas.at(iova).orElseThrow(() -> fault(iova));
      if (write ? !area.writable() : !area.readable()) {
        throw fault(iova);
      }
      count = area.reach(iova, bytes.byteSize());
      ClientMemory memory = area.memory();
      if (memory != null) {
        return copy(memory.segment(), iova - area.first(), bytes.asSlice(0, count), write);
      }
    } finally {
      lock.readLock().unlock();
    }
    count = Math.min(count, LONGEST_MESSAGE);
    ask(iova, bytes.asSlice(0, count), write);
    return count;
  }

  private static long copy(MemorySegment memory, long offset, MemorySegment bytes, boolean write) {
    long count = Math.min(bytes.byteSize(), LONGEST_COPY);
    try {
      if (write) {
        GuardedCopy.copy(bytes, 0, memory, offset, count);
      } else {
        GuardedCopy.copy(memory, offset, bytes, 0, count);
      }
      return count;
    } catch (LinuxException e) {
      throw VfioException.refused(Errno.EFAULT, "DMA area: " + e.getMessage());
    }
  }

  private void ask(long iova, MemorySegment bytes, boolean write) {
    if (write) {
      messages.write(iova, bytes);
    } else {
      messages.read(iova, bytes);
    }
  }

  private void checkNotEnded() {
    if (ended) {
      throw VfioException.refused(Errno.ENODEV, "the function is out of service");
    }
  }

  private static VfioException fault(long iova) {
    return VfioException.refused(Errno.EFAULT, "DMA at 0x%x: not mapped for it".formatted(iova));
  }
}
