package io.vfio4j.core.vmm.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds a message's bytes, field by field. */
final class Bytes {
  private final ByteBuffer buffer;

  private Bytes(int capacity) {
    buffer = ByteBuffer.allocate(capacity).order(ByteOrder.nativeOrder());
  }

  static Bytes bytes() {
    return new Bytes(2 << 20);
  }

  static ByteBuffer view(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  Bytes u8(int... values) {
    for (int value : values) {
      buffer.put((byte) value);
    }
    return this;
  }

  Bytes u16(int... values) {
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return this;
  }

  Bytes u32(long... values) {
    for (long value : values) {
      buffer.putInt((int) value);
    }
    return this;
  }

  Bytes u64(long... values) {
    for (long value : values) {
      buffer.putLong(value);
    }
    return this;
  }

  Bytes raw(byte[] bytes) {
    buffer.put(bytes);
    return this;
  }

  Bytes text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] array() {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
