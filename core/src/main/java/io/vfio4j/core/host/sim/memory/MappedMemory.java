package io.vfio4j.core.host.sim.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Accesses to memory by loads and stores, for which no system call is made.
 *
 * <p>That to a register, whose offset has to be a multiple of its width, is a single access, also
 * for who maps the memory as well. A load where nothing has been written makes the kernel give a
 * page.
 */
final class MappedMemory implements AutoCloseable {
  private static final ValueLayout.OfShort SHORT = JAVA_SHORT.withOrder(order());
  private static final ValueLayout.OfInt INT = JAVA_INT.withOrder(order());
  private static final ValueLayout.OfLong LONG = JAVA_LONG.withOrder(order());

  private final FileMapping mapping;
  private final MemorySegment memory;

  MappedMemory(SharedFile file) {
    mapping = FileMapping.map(file.descriptor(), 0, file.size(), FileMapping.Access.READ_WRITE);
    memory = mapping.segment();
  }

  private static ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }

  /** A register of 1, 2, 4 or 8 bytes, zero-extended. */
  long get(long offset, int width) {
    return switch (width) {
      case Byte.BYTES -> Byte.toUnsignedLong(memory.get(JAVA_BYTE, offset));
      case Short.BYTES -> Short.toUnsignedLong(memory.get(SHORT, offset));
      case Integer.BYTES -> Integer.toUnsignedLong(memory.get(INT, offset));
      case Long.BYTES -> memory.get(LONG, offset);
      default -> throw new IllegalArgumentException("a register of " + width + " bytes");
    };
  }

  /** Sets a register of 1, 2, 4 or 8 bytes. */
  void set(long offset, int width, long value) {
    switch (width) {
      case Byte.BYTES -> memory.set(JAVA_BYTE, offset, (byte) value);
      case Short.BYTES -> memory.set(SHORT, offset, (short) value);
      case Integer.BYTES -> memory.set(INT, offset, (int) value);
      case Long.BYTES -> memory.set(LONG, offset, value);
      default -> throw new IllegalArgumentException("a register of " + width + " bytes");
    }
  }

  void read(long offset, MemorySegment target) {
    MemorySegment.copy(memory, offset, target, 0, target.byteSize());
  }

  void write(long offset, MemorySegment source) {
    MemorySegment.copy(source, 0, memory, offset, source.byteSize());
  }

  @Override
  public void close() {
    mapping.close();
  }
}
