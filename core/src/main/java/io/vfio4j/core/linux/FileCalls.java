package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

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
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC_STATS = 0x7ff;

  private static final MethodHandle CLOSE = Libc.bind("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle FCNTL =
      Libc.bindVariadic("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle FCHMOD = Libc.bind("fchmod", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle STATX =
      Libc.bind("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle PREAD =
      Libc.bind("pread", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle PWRITE =
      Libc.bind("pwrite", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);

  private FileCalls() {}

  static int close(int descriptor) {
    try {
      return (int) Scratch.result((int) CLOSE.invokeExact(Scratch.capture(), descriptor));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fcntl(int descriptor, int command, long argument) {
    try {
      int returned = (int) FCNTL.invokeExact(Scratch.capture(), descriptor, command, argument);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static int fchmod(int descriptor, int mode) {
    try {
      return (int) Scratch.result((int) FCHMOD.invokeExact(Scratch.capture(), descriptor, mode));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** statx rather than fstat: its structure is the same on every architecture. */
  static int statx(int descriptor, MemorySegment emptyPath, MemorySegment status) {
    try {
      int returned =
          (int)
              STATX.invokeExact(
                  Scratch.capture(),
                  descriptor,
                  emptyPath,
                  AT_EMPTY_PATH,
                  STATX_BASIC_STATS,
                  status);
      return (int) Scratch.result(returned);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long pread(int descriptor, long address, long length, long offset) {
    try {
      return Scratch.result(
          (long) PREAD.invokeExact(Scratch.capture(), descriptor, address, length, offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  static long pwrite(int descriptor, long address, long length, long offset) {
    try {
      return Scratch.result(
          (long) PWRITE.invokeExact(Scratch.capture(), descriptor, address, length, offset));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
