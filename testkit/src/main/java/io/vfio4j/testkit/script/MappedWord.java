package io.vfio4j.testkit.script;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.core.linux.GuardedCopy;
import io.vfio4j.core.linux.LinuxException;
import java.lang.foreign.MemorySegment;

/** Tries out a mapping: stores, then a load at its start. */
final class MappedWord {
  private MappedWord() {}

  /** A mapping of a device in this process: what is SIGBUS to a process throws here. */
  static String answer(MappedRegion mapped, Hex stored) {
    MemorySegment source = MemorySegment.ofArray(stored.bytes());
    byte[] word = new byte[Integer.BYTES];
    try {
      for (long at = 0; at < source.byteSize(); at += Integer.BYTES) {
        mapped.write(at, source.asSlice(at, Integer.BYTES));
      }
      mapped.read(0, MemorySegment.ofArray(word));
      return "ok" + Hex.of(word).behind();
    } catch (VfioException e) {
      if (e.errno() == Errno.EFAULT) {
        return "SIGBUS";
      }
      throw e;
    }
  }

  /** A file's pages, as a client has them that was sent the descriptor. */
  static String answer(MemorySegment mapped, Hex stored) {
    byte[] word = new byte[Integer.BYTES];
    try {
      MemorySegment source = MemorySegment.ofArray(stored.bytes());
      for (long at = 0; at < source.byteSize(); at += Integer.BYTES) {
        GuardedCopy.copy(source, at, mapped, at, Integer.BYTES);
      }
      GuardedCopy.copy(mapped, 0, MemorySegment.ofArray(word), 0, Integer.BYTES);
      return "ok" + Hex.of(word).behind();
    } catch (LinuxException e) {
      return "SIGBUS";
    }
  }
}
