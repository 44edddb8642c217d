package io.vfio4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A range of a file in our address space, shared with everyone else who maps it.
 *
 * <p>Any thread may use {@link #segment}. After {@link #close} every access to it throws {@link
 * IllegalStateException}; the JDK makes sure that no access is under way when the memory goes. Two
 * things are the user's care: a segment given to a system call (a {@link SocketWriter}, {@link
 * FileIo}) must stay open until that returns, and an access to memory whose file another process
 * made smaller ends in an {@link InternalError}: use {@link GuardedCopy} for it.
 */
public final class FileMapping implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment segment;

  /** What may be done through a mapping. */
  public enum Access {
    READ_ONLY,
    READ_WRITE
  }

  private FileMapping(Descriptor file, long offset, long length, Access access) {
    segment = map(file, offset, length, access, arena);
  }

  /**
   * Maps {@code length} bytes of the file from {@code offset} on. The descriptor can be closed
   * afterwards.
   *
   * @throws LinuxException with {@code EINVAL} when the offset is not a multiple of the page size,
   *     the length is zero, or the file ends before the range does; with {@code EACCES} when the
   *     descriptor does not allow the access; with what mmap(2) says in other cases
   */
  public static FileMapping map(Descriptor file, long offset, long length, Access access) {
    return new FileMapping(file, offset, length, access);
  }

  /** The same for an arena of the caller's, whose end unmaps it. */
  public static MemorySegment map(
      Descriptor file, long offset, long length, Access access, Arena arena) {
    checkRange(file, offset, length);
    MemorySegment mapped = owned(mmap(file, offset, length, access), length, arena);
    return access == Access.READ_ONLY ? mapped.asReadOnly() : mapped;
  }

  /** The address. */
  static long mmap(Descriptor file, long offset, long length, Access access) {
    int protection =
        access == Access.READ_ONLY
            ? MemoryCalls.PROT_READ
            : MemoryCalls.PROT_READ | MemoryCalls.PROT_WRITE;
    int held = file.hold();
    try {
      return LinuxException.check("mmap", MemoryCalls.mmap(length, protection, held, offset));
    } finally {
      file.release();
    }
  }

  static void checkRange(Descriptor file, long offset, long length) {
    if (offset < 0 || length <= 0 || offset > Long.MAX_VALUE - length) {
      throw invalid("range " + offset + "+" + length);
    }
    FileStatus status = FileStatus.of(file);
    // A device has no size; there mmap itself knows what can be mapped.
    if (status.isRegular() && status.size() < offset + length) {
      throw invalid("range " + offset + "+" + length + " of a file of " + status.size());
    }
  }

  static LinuxException invalid(String detail) {
    return LinuxException.withoutStackTrace("mmap", ErrnoTable.EINVAL, detail);
  }

  /** Has an arena's end unmap what was mapped. */
  @SuppressWarnings("restricted")
  static MemorySegment owned(long address, long length, Arena arena) {
    MemorySegment mapped = MemorySegment.ofAddress(address);
    try {
      return mapped.reinterpret(length, arena, FileMapping::unmap);
    } catch (RuntimeException e) {
      MemoryCalls.munmap(address, length);
      throw e;
    }
  }

  private static void unmap(MemorySegment mapped) {
    MemoryCalls.munmap(mapped.address(), mapped.byteSize());
  }

  /** Exactly the mapped bytes; read-only if the mapping is. */
  public MemorySegment segment() {
    return segment;
  }

  /** Unmaps; does nothing the second time. */
  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
