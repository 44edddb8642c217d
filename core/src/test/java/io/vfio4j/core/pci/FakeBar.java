package io.vfio4j.core.pci;

import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.FileHandle;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A BAR of registers, which read as their own offset and note each access, with a part of plain
 * memory if one is asked for.
 */
public final class FakeBar implements HostBar {
  private final Kind kind;
  private final long size;
  private final List<String> accesses = new ArrayList<>();
  private boolean prefetchable = true;
  private long contentSize;
  private List<SparseMmapArea> areas;
  private long memoryStart;
  private byte[] memory = new byte[0];

  private FakeBar(Kind kind, long size) {
    this.kind = kind;
    this.size = size;
    this.contentSize = size;
    this.areas = kind == Kind.IO ? List.of() : List.of(new SparseMmapArea(0, size));
  }

  public static FakeBar memory64(long size) {
    return new FakeBar(Kind.MEMORY_64, size);
  }

  public static FakeBar memory32(long size) {
    return new FakeBar(Kind.MEMORY_32, size);
  }

  public static FakeBar io(long size) {
    return new FakeBar(Kind.IO, size);
  }

  public FakeBar notPrefetchable() {
    prefetchable = false;
    return this;
  }

  public FakeBar content(long bytes) {
    contentSize = bytes;
    return this;
  }

  public FakeBar mappable(SparseMmapArea... parts) {
    areas = List.of(parts);
    return this;
  }

  public FakeBar plainMemory(long start, int length) {
    memoryStart = start;
    memory = new byte[length];
    return this;
  }

  /** The accesses since the last call, such as {@code r4@10} and {@code w1@3=ff}. */
  public List<String> takeAccesses() {
    List<String> taken = List.copyOf(accesses);
    accesses.clear();
    return taken;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public boolean prefetchable() {
    return prefetchable;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long contentSize() {
    return contentSize;
  }

  @Override
  public long address() {
    return 0xe0000000L;
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return areas;
  }

  @Override
  public Mapping mapping(long offset, long length) {
    return Mapping.of(new NoFile(size), offset, length, Caching.UNCACHED);
  }

  @Override
  public long read(long offset, int width) {
    if (inMemory(offset)) {
      byte[] bytes = new byte[Long.BYTES];
      System.arraycopy(memory, (int) (offset - memoryStart), bytes, 0, width);
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
    accesses.add("r%d@%x".formatted(width, offset));
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | (offset + i & 0xff);
    }
    return value;
  }

  @Override
  public void write(long offset, int width, long value) {
    accesses.add("w%d@%x=%x".formatted(width, offset, value));
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    long count = plain(offset, target.byteSize());
    int from = (int) (offset - memoryStart);
    MemorySegment.copy(MemorySegment.ofArray(memory), count == 0 ? 0 : from, target, 0, count);
    return count;
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    long count = plain(offset, source.byteSize());
    int to = (int) (offset - memoryStart);
    MemorySegment.copy(source, 0, MemorySegment.ofArray(memory), count == 0 ? 0 : to, count);
    return count;
  }

  private long plain(long offset, long count) {
    return inMemory(offset) ? Math.min(count, memoryStart + memory.length - offset) : 0;
  }

  private boolean inMemory(long offset) {
    return offset >= memoryStart && offset < memoryStart + memory.length;
  }

  /** A file that nobody maps. */
  private record NoFile(long size) implements FileHandle {
    @Override
    public MappedRegion map(Mapping mapping, Arena arena) {
      throw new AssertionError("vfio-pci-core maps no file");
    }
  }
}
