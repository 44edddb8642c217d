package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/** Calls on any file descriptor, in the kernel's convention. */
final class FileCalls {
  static final int O_RDWR = 0x2;
  static final int O_CLOEXEC = 0x80000;
  static final int F_GETFD = 1;
  static final int F_SETFD = 2;
  static final int FD_CLOEXEC = 1;
  static final int F_DUPFD_CLOEXEC = 1030;
  static final int F_ADD_SEALS = 1033;
  static final int F_GET_SEALS = 1034;
  private static final long AT_FDCWD = -100;
  private static final long AT_EMPTY_PATH = 0x1000;

  /** So that who serves a file system is not waited for: a client can be that. */
  private static final long AT_STATX_DONT_SYNC = 0x4000;

  private static final long STATX_BASIC_STATS = 0x7ff;

  private static final LibcFunction CLOSE = Libc.bindInt("close");
  private static final KernelCall FCNTL = KernelCall.bindVariadic("fcntl", 2, 72, 25);
  private static final KernelCall OPENAT = KernelCall.bindVariadic("openat", 3, 257, 56);
  private static final LibcFunction FCHMOD = Libc.bindInt("fchmod");
  private static final LibcFunction STATX = Libc.bindInt("statx");
  private static final LibcFunction PREAD = Libc.bind("pread");
  private static final LibcFunction PWRITE = Libc.bind("pwrite");

  private FileCalls() {}

  static int close(int descriptor) {
    return (int) CLOSE.call(descriptor);
  }

  static int open(MemorySegment path, int flags) {
    return (int) OPENAT.call(AT_FDCWD, path.address(), flags, 0);
  }

  static int fcntl(int descriptor, int command, long argument) {
    return (int) FCNTL.call(descriptor, command, argument, 0);
  }

  static int fchmod(int descriptor, int mode) {
    return (int) FCHMOD.call(descriptor, mode);
  }

  /** statx rather than fstat: its structure is the same on every architecture. */
  static int statx(int descriptor, MemorySegment emptyPath, MemorySegment status) {
    return (int)
        STATX.call(
            descriptor,
            emptyPath.address(),
            AT_EMPTY_PATH | AT_STATX_DONT_SYNC,
            STATX_BASIC_STATS,
            status.address());
  }

  static long pread(int descriptor, long address, long length, long offset) {
    return PREAD.call(descriptor, address, length, offset);
  }

  static long pwrite(int descriptor, long address, long length, long offset) {
    return PWRITE.call(descriptor, address, length, offset);
  }
}
