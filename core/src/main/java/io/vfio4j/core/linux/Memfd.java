package io.vfio4j.core.linux;

import java.lang.foreign.Arena;

/** Anonymous memory with a descriptor, to be shared by passing that. */
public final class Memfd {
  private Memfd() {}

  /**
   * Makes one of {@code size} bytes, all zero, which takes memory only where it is written. Its
   * size is sealed: whoever maps it can rely on that. And nobody whom it is sent to can seal more,
   * as that would end writes for all who come later.
   *
   * @param name shows in {@code /proc/PID/maps}; at most 249 bytes
   */
  public static Descriptor create(String name, long size) {
    Descriptor memfd = createUnsealed(name, size);
    try {
      int seals = Seal.SHRINK.bit() | Seal.GROW.bit() | Seal.SEAL.bit();
      int result = FileCalls.fcntl(memfd.number(), FileCalls.F_ADD_SEALS, seals);
      LinuxException.check("fcntl", result);
      return memfd;
    } catch (RuntimeException e) {
      memfd.close();
      throw e;
    }
  }

  /** One whose size can still change, as a client's may. */
  static Descriptor createUnsealed(String name, long size) {
    try (Arena arena = Arena.ofConfined()) {
      int flags = MemoryCalls.MFD_CLOEXEC | MemoryCalls.MFD_ALLOW_SEALING;
      Descriptor memfd =
          Descriptor.own("memfd_create", MemoryCalls.memfdCreate(arena.allocateFrom(name), flags));
      try {
        LinuxException.check("ftruncate", MemoryCalls.ftruncate(memfd.number(), size));
        return memfd;
      } catch (RuntimeException e) {
        memfd.close();
        throw e;
      }
    }
  }

  /** Gives memory back: the range reads as zero afterwards, also in mappings. */
  public static void punchHole(Descriptor memfd, long offset, long length) {
    int mode = MemoryCalls.FALLOC_FL_PUNCH_HOLE | MemoryCalls.FALLOC_FL_KEEP_SIZE;
    int held = memfd.hold();
    try {
      LinuxException.check("fallocate", MemoryCalls.fallocate(held, mode, offset, length));
    } finally {
      memfd.release();
    }
  }

  /** How much memory it takes right now. */
  public static long allocatedBytes(Descriptor memfd) {
    return FileStatus.of(memfd).allocatedBytes();
  }
}
