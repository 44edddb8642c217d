package io.vfio4j.core.pci.config;

/** Bytes that are read and written as little-endian numbers of 1, 2 or 4 bytes. */
final class ConfigBytes {
  private final byte[] bytes;

  ConfigBytes(int length) {
    bytes = new byte[length];
  }

  int length() {
    return bytes.length;
  }

  int get(int offset, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  void set(int offset, int width, int value) {
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
