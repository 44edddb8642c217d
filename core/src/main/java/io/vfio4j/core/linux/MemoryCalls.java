package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** memfd_create(2), mmap(2) and what goes with them, in the kernel's convention. */
final class MemoryCalls {
  static final int MFD_CLOEXEC = 1;
  static final int MFD_ALLOW_SEALING = 2;
  static final int PROT_READ = 1;
  static final int PROT_WRITE = 2;
  static final int FALLOC_FL_KEEP_SIZE = 1;
  static final int FALLOC_FL_PUNCH_HOLE = 2;
  private static final long MAP_SHARED = 1;

  private static final MethodHandle MEMFD_CREATE = Libc.bind("memfd_create", 2);
  private static final MethodHandle FTRUNCATE = Libc.bind("ftruncate", 2);
  private static final MethodHandle FALLOCATE = Libc.bind("fallocate", 4);
  private static final MethodHandle MMAP = Libc.bind("mmap", 6);
  private static final MethodHandle MUNMAP = Libc.bind("munmap", 2);

  private static final MethodHandle MINCORE = Libc.bind("mincore", 3);
  private static final MethodHandle GETPAGESIZE = Libc.bind("getpagesize", 0);

  private MemoryCalls() {}

  static int memfdCreate(MemorySegment name, int flags) {
    try {
      return Scratch.intResult(
          (long) MEMFD_CREATE.invokeExact(Scratch.capture(), name.address(), (long) flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int ftruncate(int descriptor, long size) {
    try {
      return Scratch.intResult(
          (long) FTRUNCATE.invokeExact(Scratch.capture(), (long) descriptor, size));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fallocate(int descriptor, int mode, long offset, long length) {
    try {
      return Scratch.intResult(
          (long)
              FALLOCATE.invokeExact(
                  Scratch.capture(), (long) descriptor, (long) mode, offset, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** The address of a new shared mapping at a place of the kernel's choice. */
  static long mmap(long length, int protection, int descriptor, long offset) {
    try {
      return Scratch.result(
          (long)
              MMAP.invokeExact(
                  Scratch.capture(),
                  0L,
                  length,
                  (long) protection,
                  MAP_SHARED,
                  (long) descriptor,
                  offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int munmap(long address, long length) {
    try {
      return Scratch.intResult((long) MUNMAP.invokeExact(Scratch.capture(), address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** For each page of the range a byte, whose lowest bit says that it is in memory. */
  static int mincore(long address, long length, long vector) {
    try {
      return Scratch.intResult(
          (long) MINCORE.invokeExact(Scratch.capture(), address, length, vector));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int pageSize() {
    try {
      return Scratch.intResult((long) GETPAGESIZE.invokeExact(Scratch.capture()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
