package io.vfio4j.core.pci.config;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers as a PCI bus carries them, in a client's buffer. */
public final class LittleEndian {
  private static final ValueLayout.OfShort WORD =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong QWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  /** Stores the low {@code width} bytes (1, 2, 4 or 8) of a value. */
  public static void put(MemorySegment data, long at, int width, long value) {
    switch (width) {
      case 1 -> data.set(ValueLayout.JAVA_BYTE, at, (byte) value);
      case 2 -> data.set(WORD, at, (short) value);
      case 4 -> data.set(DWORD, at, (int) value);
      default -> data.set(QWORD, at, value);
    }
  }

  /** Loads {@code width} bytes (1, 2, 4 or 8), zero-extended. */
  public static long take(MemorySegment data, long at, int width) {
    return switch (width) {
      case 1 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xffL;
      case 2 -> data.get(WORD, at) & 0xffffL;
      case 4 -> data.get(DWORD, at) & 0xffff_ffffL;
      default -> data.get(QWORD, at);
    };
  }
}
