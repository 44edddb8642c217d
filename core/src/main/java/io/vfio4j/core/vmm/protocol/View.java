package io.vfio4j.core.vmm.protocol;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;

/** A message laid over bytes, at any alignment. Used again and again, for one thread. */
public abstract class View {
  private final long fixedSize;
  private MemorySegment bytes = MemorySegment.NULL;
  private long start;
  private long length;

  /**
   * @param fixedSize what every message of this kind has at least, in bytes
   */
  View(long fixedSize) {
    this.fixedSize = fixedSize;
  }

  /**
   * Lays the message over {@code length} bytes that hold one.
   *
   * @throws VfioException EINVAL if these are fewer than every message of this kind has
   */
  public final void wrap(MemorySegment bytes, long start, long length) {
    overlay(bytes, start, length);
    load();
  }

  /**
   * The same over bytes that one will be written to; what they hold means nothing.
   *
   * @throws VfioException EINVAL if these are fewer than every message of this kind has
   */
  public final void overlay(MemorySegment bytes, long start, long length) {
    if (length < fixedSize) {
      throw VfioException.refused(
          Errno.EINVAL, "a payload of %d bytes, not %d".formatted(length, fixedSize));
    }
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  /** Reads fields that are kept; those that are not are read when they are asked for. */
  void load() {}

  /** The bytes underneath, of which the message is a part. */
  public final MemorySegment bytes() {
    return bytes;
  }

  /** Where in {@link #bytes()} it begins. */
  public final long start() {
    return start;
  }

  /** How many bytes it is laid over. */
  public final long length() {
    return length;
  }

  final int u16(long field) {
    return Short.toUnsignedInt(bytes.get(JAVA_SHORT_UNALIGNED, start + field));
  }

  final int i32(long field) {
    return bytes.get(JAVA_INT_UNALIGNED, start + field);
  }

  final long u32(long field) {
    return Integer.toUnsignedLong(i32(field));
  }

  final long i64(long field) {
    return bytes.get(JAVA_LONG_UNALIGNED, start + field);
  }

  final void u16(long field, int value) {
    bytes.set(JAVA_SHORT_UNALIGNED, start + field, (short) value);
  }

  final void u32(long field, long value) {
    bytes.set(JAVA_INT_UNALIGNED, start + field, (int) value);
  }

  final void i64(long field, long value) {
    bytes.set(JAVA_LONG_UNALIGNED, start + field, value);
  }

  /** Checks how much the client says it can take. */
  final void checkArgsz(long argsz) {
    if (argsz < fixedSize) {
      throw VfioException.refused(
          Errno.EINVAL, "argsz %d is less than %d".formatted(argsz, fixedSize));
    }
  }
}
