package io.vfio4j.core.host.sim.profile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A piece of config space as hardware has it after a reset: the bytes, which bits can be written,
 * and which are cleared by writing a one. Little endian.
 */
public final class RegisterImage {
  private final ByteBuffer bytes;
  private final ByteBuffer writable;
  private final ByteBuffer clearOnOne;

  /** All zero and read-only. */
  public RegisterImage(int length) {
    bytes = zeros(length);
    writable = zeros(length);
    clearOnOne = zeros(length);
  }

  private static ByteBuffer zeros(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** In bytes. */
  public int length() {
    return bytes.capacity();
  }

  /** The bytes after a reset, the very ones. */
  public byte[] bytes() {
    return bytes.array();
  }

  /** The bits that can be written, the very ones. */
  public byte[] writable() {
    return writable.array();
  }

  /** The bits that a one clears, the very ones. */
  public byte[] clearOnOne() {
    return clearOnOne.array();
  }

  /** Sets a byte. */
  public RegisterImage put8(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  /** Sets two bytes. */
  public RegisterImage put16(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  /** Sets four bytes. */
  public RegisterImage put32(int at, int value) {
    bytes.putInt(at, value);
    return this;
  }

  /** Sets eight bytes. */
  public RegisterImage put64(int at, long value) {
    bytes.putLong(at, value);
    return this;
  }

  /** Sets as many bytes as are given. */
  public RegisterImage put(int at, byte[] data) {
    bytes.put(at, data);
    return this;
  }

  /** Lets bits of two bytes be written. */
  public RegisterImage writable16(int at, int mask) {
    writable.putShort(at, (short) mask);
    return this;
  }

  /** Lets bits of four bytes be written. */
  public RegisterImage writable32(int at, int mask) {
    writable.putInt(at, mask);
    return this;
  }

  /** Lets bits of two bytes be cleared by a one. */
  public RegisterImage clearOnOne16(int at, int mask) {
    clearOnOne.putShort(at, (short) mask);
    return this;
  }

  /** Lets bits of four bytes be cleared by a one. */
  public RegisterImage clearOnOne32(int at, int mask) {
    clearOnOne.putInt(at, mask);
    return this;
  }

  /** Puts another image into this one. */
  public void place(int at, RegisterImage other) {
    bytes.put(at, other.bytes());
    writable.put(at, other.writable());
    clearOnOne.put(at, other.clearOnOne());
  }
}
