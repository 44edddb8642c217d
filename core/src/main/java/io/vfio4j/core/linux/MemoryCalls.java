package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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
  private static final int MAP_SHARED = 1;

  private static final MethodHandle MEMFD_CREATE =
      Libc.bind("memfd_create", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle FTRUNCATE =
      Libc.bind("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle FALLOCATE =
      Libc.bind("fallocate", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle MMAP =
      Libc.bind("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle MUNMAP = Libc.bind("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);

  private static final MethodHandle MINCORE =
      Libc.bind("mincore", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle GETPAGESIZE = Libc.bind("getpagesize", JAVA_INT);

  private MemoryCalls() {}

  static int memfdCreate(MemorySegment name, int flags) {
    try {
      return (int) Scratch.result((int) MEMFD_CREATE.invokeExact(Scratch.capture(), name, flags));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int ftruncate(int descriptor, long size) {
    try {
      return (int) Scratch.result((int) FTRUNCATE.invokeExact(Scratch.capture(), descriptor, size));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fallocate(int descriptor, int mode, long offset, long length) {
    try {
      int returned =
          (int) FALLOCATE.invokeExact(Scratch.capture(), descriptor, mode, offset, length);
      return (int) Scratch.result(returned);
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
                  Scratch.capture(), 0L, length, protection, MAP_SHARED, descriptor, offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int munmap(long address, long length) {
    try {
      return (int) Scratch.result((int) MUNMAP.invokeExact(Scratch.capture(), address, length));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** For each page of the range a byte, whose lowest bit says that it is in memory. */
  static int mincore(long address, long length, long vector) {
    try {
      return (int)
          Scratch.result((int) MINCORE.invokeExact(Scratch.capture(), address, length, vector));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int pageSize() {
    try {
      return (int) GETPAGESIZE.invokeExact(Scratch.capture());
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
