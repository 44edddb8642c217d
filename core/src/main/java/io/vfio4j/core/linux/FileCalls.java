package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls on any file descriptor, in the kernel's convention. */
final class FileCalls {
  static final int F_GETFD = 1;
  static final int F_SETFD = 2;
  static final int FD_CLOEXEC = 1;
  static final int F_DUPFD_CLOEXEC = 1030;
  static final int F_ADD_SEALS = 1033;
  static final int F_GET_SEALS = 1034;
  private static final long AT_EMPTY_PATH = 0x1000;
  private static final long STATX_BASIC_STATS = 0x7ff;

  private static final MethodHandle CLOSE = Libc.bind("close", 1);
  private static final MethodHandle FCNTL = Libc.bindVariadic("fcntl", 2, 3);
  private static final MethodHandle FCHMOD = Libc.bind("fchmod", 2);
  private static final MethodHandle STATX = Libc.bind("statx", 5);
  private static final MethodHandle PREAD = Libc.bind("pread", 4);
  private static final MethodHandle PWRITE = Libc.bind("pwrite", 4);

  private FileCalls() {}

  static int close(int descriptor) {
    try {
      return Scratch.intResult((long) CLOSE.invokeExact(Scratch.capture(), (long) descriptor));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fcntl(int descriptor, int command, long argument) {
    try {
      return Scratch.intResult(
          (long) FCNTL.invokeExact(Scratch.capture(), (long) descriptor, (long) command, argument));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fchmod(int descriptor, int mode) {
    try {
      return Scratch.intResult(
          (long) FCHMOD.invokeExact(Scratch.capture(), (long) descriptor, (long) mode));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** statx rather than fstat: its structure is the same on every architecture. */
  static int statx(int descriptor, MemorySegment emptyPath, MemorySegment status) {
    try {
      return Scratch.intResult(
          (long)
              STATX.invokeExact(
                  Scratch.capture(),
                  (long) descriptor,
                  emptyPath.address(),
                  AT_EMPTY_PATH,
                  STATX_BASIC_STATS,
                  status.address()));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long pread(int descriptor, long address, long length, long offset) {
    try {
      return Scratch.result(
          (long) PREAD.invokeExact(Scratch.capture(), (long) descriptor, address, length, offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long pwrite(int descriptor, long address, long length, long offset) {
    try {
      return Scratch.result(
          (long) PWRITE.invokeExact(Scratch.capture(), (long) descriptor, address, length, offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
