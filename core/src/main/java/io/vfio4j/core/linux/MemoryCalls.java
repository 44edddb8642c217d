package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/** memfd_create(2), mmap(2) and what goes with them, in the kernel's convention. */
final class MemoryCalls {
  static final int MFD_CLOEXEC = 1;
  static final int MFD_ALLOW_SEALING = 2;
  static final int PROT_READ = 1;
  static final int PROT_WRITE = 2;
  static final int FALLOC_FL_KEEP_SIZE = 1;
  static final int FALLOC_FL_PUNCH_HOLE = 2;
  private static final long MAP_SHARED = 1;
  private static final long MAP_PRIVATE_ANONYMOUS = 0x22;

  private static final LibcFunction MEMFD_CREATE = Libc.bindInt("memfd_create");
  private static final LibcFunction FTRUNCATE = Libc.bindInt("ftruncate");
  private static final LibcFunction FALLOCATE = Libc.bindInt("fallocate");
  private static final LibcFunction MMAP = Libc.bind("mmap");
  private static final LibcFunction MUNMAP = Libc.bindInt("munmap");

  private static final LibcFunction MINCORE = Libc.bindInt("mincore");
  private static final LibcFunction GETPAGESIZE = Libc.bindInt("getpagesize");

  private MemoryCalls() {}

  static int memfdCreate(MemorySegment name, int flags) {
    return (int) MEMFD_CREATE.call(name.address(), flags);
  }

  static int ftruncate(int descriptor, long size) {
    return (int) FTRUNCATE.call(descriptor, size);
  }

  static int fallocate(int descriptor, int mode, long offset, long length) {
    return (int) FALLOCATE.call(descriptor, mode, offset, length);
  }

  /** The address of a new shared mapping at a place of the kernel's choice. */
  static long mmap(long length, int protection, int descriptor, long offset) {
    return MMAP.call(0, length, protection, MAP_SHARED, descriptor, offset);
  }

  /** The address of new memory that begins as zeros and takes room page by page. */
  static long mmapAnonymous(long length) {
    return MMAP.call(0, length, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
  }

  static int munmap(long address, long length) {
    return (int) MUNMAP.call(address, length);
  }

  /** For each page of the range a byte, whose lowest bit says that it is in memory. */
  static int mincore(long address, long length, long vector) {
    return (int) MINCORE.call(address, length, vector);
  }

  static int pageSize() {
    return (int) GETPAGESIZE.call();
  }
}
