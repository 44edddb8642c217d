package io.vfio4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A part of a client's memory in our address space, where the client can make it smaller at any
 * time: use {@link GuardedCopy}.
 *
 * <p>Unlike a {@link FileMapping} it has no arena of its own. To end one that several threads use
 * stops every thread of the JVM for a moment, and a client behind a virtual IOMMU ends thousands at
 * once. So who uses it has a lock, and closes it only where that lets nobody access the segment.
 */
public final class ClientMemory implements AutoCloseable {
  private final long address;
  private final long length;
  private final MemorySegment segment;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ClientMemory(long address, long length, MemorySegment segment) {
    this.address = address;
    this.length = length;
    this.segment = segment;
  }

  /**
   * Maps {@code length} bytes of a file that {@link Descriptor#isMemory is memory}. The descriptor
   * can be closed afterwards.
   *
   * <p>What is mapped are whole blocks of the file: huge pages, where it is made of these, can
   * neither be mapped nor unmapped in part.
   *
   * @throws LinuxException as {@link FileMapping#map}
   */
  public static ClientMemory map(
      Descriptor file, long offset, long length, FileMapping.Access access) {
    FileMapping.checkRange(file, offset, length);
    if (offset % HostPage.SIZE != 0) {
      throw FileMapping.invalid("offset " + offset);
    }
    long block = FileStatus.of(file).blockSize();
    long begin = offset & -block;
    // Unsigned: of the largest file there is the end is beyond a long, and mmap says so.
    long whole = ((offset + length + block - 1) & -block) - begin;
    long address = FileMapping.mmap(file, begin, whole, access);
    return new ClientMemory(address, whole, segment(address + offset - begin, length, access));
  }

  @SuppressWarnings("restricted")
  private static MemorySegment segment(long address, long length, FileMapping.Access access) {
    MemorySegment bytes =
        MemorySegment.ofAddress(address).reinterpret(length, Arena.global(), null);
    return access == FileMapping.Access.READ_ONLY ? bytes.asReadOnly() : bytes;
  }

  /** Exactly the bytes that were asked for; not to be accessed once this is closed. */
  public MemorySegment segment() {
    return segment;
  }

  /** Unmaps; does nothing the second time. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      MemoryCalls.munmap(address, length);
    }
  }
}
