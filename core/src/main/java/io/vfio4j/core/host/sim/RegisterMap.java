package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.sim.profile.MemoryRange;
import io.vfio4j.core.host.sim.register.RegisterBlock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a BAR there are registers that are not plain memory, in order. */
final class RegisterMap {
  private record Entry(MemoryRange range, RegisterBlock block) {}

  private final long size;
  private Entry[] entries = {};

  RegisterMap(long size) {
    this.size = size;
  }

  void add(MemoryRange range, RegisterBlock block) {
    entries = Arrays.copyOf(entries, entries.length + 1);
    entries[entries.length - 1] = new Entry(range, block);
  }

  List<RegisterBlock> blocks() {
    return Arrays.stream(entries).map(Entry::block).toList();
  }

  /** How many bytes from an offset on are plain memory. */
  long plain(long offset) {
    Entry next = reaching(offset);
    if (next == null) {
      return size - offset;
    }
    return Math.max(0, next.range().base() - offset);
  }

  /** The first entry that ends behind an offset: it is there, or comes next. */
  private @Nullable Entry reaching(long offset) {
    for (Entry entry : entries) {
      if (offset < entry.range().end()) {
        return entry;
      }
    }
    return null;
  }

  /** Reads a register of 4 bytes, or a part of one. */
  long read(long offset, int width) {
    Entry entry = at(offset);
    long from = offset - entry.range().base();
    int value = entry.block().read((int) (from & -Integer.BYTES));
    long shifted = Integer.toUnsignedLong(value) >>> ((from % Integer.BYTES) * Byte.SIZE);
    return shifted & ((1L << (width * Byte.SIZE)) - 1);
  }

  /** Writes a register of 4 bytes; a part of one is dropped. */
  void write(long offset, int width, long value) {
    Entry entry = at(offset);
    if (width == Integer.BYTES) {
      entry.block().write((int) (offset - entry.range().base()), (int) value);
    }
  }

  private Entry at(long offset) {
    Entry entry = reaching(offset);
    if (entry == null) {
      throw new IndexOutOfBoundsException("no register at 0x%x".formatted(offset));
    }
    return entry;
  }
}
