package io.vfio4j.testkit.script;

import io.vfio4j.core.linux.GuardedCopy;
import io.vfio4j.core.linux.LinuxException;
import java.lang.foreign.MemorySegment;

/** Tries out a mapping: stores, then a load at its start. */
final class MappedWord {
  private MappedWord() {}

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
