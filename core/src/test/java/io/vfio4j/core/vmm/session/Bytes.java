package io.vfio4j.core.vmm.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a message's bytes, field by field. */
final class Bytes {
  private ByteBuffer buffer = view(new byte[64]);

  private Bytes() {}

  static Bytes bytes() {
    return new Bytes();
  }

  static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  Bytes u8(int... values) {
    for (int value : values) {
      room(1).put((byte) value);
    }
    return this;
  }

  Bytes u16(int... values) {
    for (int value : values) {
      room(2).putShort((short) value);
    }
    return this;
  }

  Bytes u32(long... values) {
    for (long value : values) {
      room(4).putInt((int) value);
    }
    return this;
  }

  Bytes u64(long... values) {
    for (long value : values) {
      room(8).putLong(value);
    }
    return this;
  }

  Bytes raw(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  Bytes text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  private ByteBuffer room(int count) {
    if (buffer.remaining() < count) {
      byte[] used = array();
      byte[] larger = Arrays.copyOf(used, 2 * (used.length + count));
      buffer = view(larger).position(used.length);
    }
    return buffer;
  }

  /** All bytes of a buffer, whatever of it was read. */
  static byte[] of(ByteBuffer all) {
    byte[] bytes = new byte[all.capacity()];
    all.get(0, bytes);
    return bytes;
  }

  byte[] array() {
    return Arrays.copyOf(of(buffer), buffer.position());
  }
}
