package io.vfio4j.core.pci.config;

import java.util.Arrays;
import java.util.Objects;

/** Bytes that are read and written as little-endian numbers of 1, 2 or 4 bytes. */
final class ConfigBytes {
  private final int length;

  /** Up to the last that was set: the others, often most of 4 KiB, are zero. */
  private byte[] bytes = new byte[0];

  ConfigBytes(int length) {
    this.length = length;
  }

  int length() {
    return length;
  }

  int get(int offset, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | at(offset + i);
    }
    return value;
  }

  private int at(int offset) {
    return offset < bytes.length ? bytes[offset] & 0xff : 0;
  }

  void set(int offset, int width, int value) {
    Objects.checkFromIndexSize(offset, width, length);
    if (offset + width > bytes.length) {
      bytes = Arrays.copyOf(bytes, offset + width);
    }
    for (int i = 0; i < width; i++) {
      bytes[offset + i] = (byte) (value >>> (8 * i));
    }
  }

  /** Takes the bits of {@code mask} from the value and leaves the others. */
  void change(int offset, int width, int mask, int value) {
    set(offset, width, (get(offset, width) & ~mask) | (value & mask));
  }

  /** All bits of a number of that width. */
  static int all(int width) {
    return -1 >>> (32 - 8 * width);
  }
}
