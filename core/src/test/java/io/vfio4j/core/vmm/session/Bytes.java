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
      int used = buffer.position();
      byte[] larger = Arrays.copyOf(buffer.array(), 2 * (used + count));
      buffer = view(larger).position(used);
    }
    return buffer;
  }

  byte[] array() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
