package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;

/** Transfers between a file and memory, to the last byte. */
public final class FileIo {
  private FileIo() {}

  /**
   * Fills {@code target} from the file.
   *
   * @return how many bytes; fewer than asked for only where the file ends
   */
  public static long pread(Descriptor file, long offset, MemorySegment target) {
    long address = NativeRange.writable(target, 0, target.byteSize());
    int held = file.hold();
    try {
      long done = 0;
      while (done < target.byteSize()) {
        long left = target.byteSize() - done;
        long count = FileCalls.pread(held, address + done, left, offset + done);
        if (count == 0) {
          break;
        }
        done += transferred("pread", count);
      }
      return done;
    } finally {
      file.release();
    }
  }

  /** Writes all of {@code source} to the file. */
  public static void pwrite(Descriptor file, long offset, MemorySegment source) {
    long address = NativeRange.readable(source, 0, source.byteSize());
    int held = file.hold();
    try {
      long done = 0;
      while (done < source.byteSize()) {
        long left = source.byteSize() - done;
        done += transferred("pwrite", FileCalls.pwrite(held, address + done, left, offset + done));
      }
    } finally {
      file.release();
    }
  }

  /**
   * Reads a register of a device's file, as one call: its width is what the device sees.
   *
   * @param width 1, 2, 4 or 8 bytes
   * @return the value, zero-extended
   * @throws LinuxException with what pread(2) says; EIO where nothing is
   */
  static long pread(Descriptor file, long offset, int width) {
    Scratch scratch = Scratch.ofThread();
    int held = file.hold();
    try {
      scratch.counter(0);
      whole("pread", width, FileCalls.pread(held, scratch.counterAddress(), width, offset));
      return scratch.counter();
    } finally {
      file.release();
    }
  }

  /** Writes one; as {@link #pread(Descriptor, long, int)}. */
  static void pwrite(Descriptor file, long offset, int width, long value) {
    Scratch scratch = Scratch.ofThread();
    int held = file.hold();
    try {
      scratch.counter(value);
      whole("pwrite", width, FileCalls.pwrite(held, scratch.counterAddress(), width, offset));
    } finally {
      file.release();
    }
  }

  private static void whole(String call, int width, long result) {
    if (result != width) {
      int errno = result < 0 ? (int) -result : ErrnoTable.EIO;
      throw LinuxException.withoutStackTrace(call, errno, width + " bytes of a device");
    }
  }

  private static long transferred(String call, long result) {
    return result == -ErrnoTable.EINTR ? 0 : LinuxException.check(call, result);
  }
}
