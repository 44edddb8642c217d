package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What statx(2) tells of a file, as far as it matters here.
 *
 * <pre>
 *  struct statx (linux/stat.h), 256 bytes
 *    4  u32  stx_blksize
 *   28  u16  stx_mode
 *   40  u64  stx_size
 *   48  u64  stx_blocks   in units of 512 bytes
 * </pre>
 */
record FileStatus(int mode, long size, long blocks, int preferredBlock) {
  private static final long BYTES = 256;
  private static final int BLOCK = 4;
  private static final int MODE = 28;
  private static final int SIZE = 40;
  private static final int BLOCKS = 48;
  private static final int S_IFMT = 0xf000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFCHR = 0x2000;
  private static final int BLOCK_BYTES = 512;

  static FileStatus of(Descriptor descriptor) {
    int held = descriptor.hold();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(BYTES, Long.BYTES);
      LinuxException.check("statx", FileCalls.statx(held, arena.allocateFrom(""), status));
      return new FileStatus(
          Short.toUnsignedInt(status.get(JAVA_SHORT, MODE)),
          status.get(JAVA_LONG, SIZE),
          status.get(JAVA_LONG, BLOCKS),
          status.get(JAVA_INT, BLOCK));
    } finally {
      descriptor.release();
    }
  }

  /** Also true of memfds and hugetlbfs files; only these have a size to rely on. */
  boolean isRegular() {
    return (mode & S_IFMT) == S_IFREG;
  }

  boolean isCharacterDevice() {
    return (mode & S_IFMT) == S_IFCHR;
  }

  /** A multiple of pages: of a hugetlbfs file the size of its pages. */
  long blockSize() {
    long page = MemoryCalls.pageSize();
    return preferredBlock > page && Integer.bitCount(preferredBlock) == 1 ? preferredBlock : page;
  }

  long allocatedBytes() {
    return blocks * BLOCK_BYTES;
  }
}
