package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Off-heap bytes for tests. */
final class Bytes {
  private Bytes() {}

  static MemorySegment room(long size) {
    return Arena.ofAuto().allocate(size, Long.BYTES);
  }

  static MemorySegment of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    MemorySegment segment = room(bytes.length);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  static String text(MemorySegment segment, long length) {
    byte[] bytes = segment.asSlice(0, length).toArray(JAVA_BYTE);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** A pattern that shows a byte that is lost, doubled or at the wrong place. */
  static MemorySegment pattern(int size) {
    MemorySegment segment = room(size);
    for (int i = 0; i < size; i++) {
      segment.set(JAVA_BYTE, i, (byte) (i * 31 + (i >> 8) * 7 + (i >> 16)));
    }
    return segment;
  }
}
