package io.vfio4j.core.host.sim;

import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import io.vfio4j.core.host.sim.profile.BarProfile;
import io.vfio4j.core.host.sim.profile.InitialValue;
import io.vfio4j.core.linux.MappingGate;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** A BAR: plain memory, but for some registers. */
final class SimBar implements HostBar {
  private final BarProfile profile;
  private final DeviceMemory memory;
  private final SharedFile file;
  private final RegisterMap registers;

  SimBar(BarProfile profile, DeviceMemory memory, RegisterMap registers, MappingGate mappings) {
    this.profile = profile;
    this.memory = memory;
    this.file = memory.file().behind(mappings);
    this.registers = registers;
    initialize();
  }

  private void initialize() {
    for (InitialValue initial : profile.initial()) {
      memory.set(initial.offset(), initial.width(), initial.value());
    }
  }

  void reset() {
    registers.blocks().forEach(block -> block.reset());
    initialize();
  }

  void abort() {
    registers.blocks().forEach(block -> block.abort());
  }

  @Override
  public Kind kind() {
    return profile.kind();
  }

  @Override
  public boolean prefetchable() {
    return profile.prefetchable();
  }

  @Override
  public long size() {
    return profile.size();
  }

  @Override
  public long contentSize() {
    return profile.size();
  }

  @Override
  public long address() {
    return profile.address();
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return profile.mappable();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    return Mapping.of(file, offset, length, Caching.UNCACHED);
  }

  @Override
  public long read(long offset, int width) {
    if (width == Long.BYTES && registers.plain(offset) < width) {
      long high = read(offset + Integer.BYTES, Integer.BYTES);
      return (high << Integer.SIZE) | read(offset, Integer.BYTES);
    }
    return registers.plain(offset) > 0 ? memory.get(offset, width) : registers.read(offset, width);
  }

  @Override
  public void write(long offset, int width, long value) {
    if (width == Long.BYTES && registers.plain(offset) < width) {
      write(offset, Integer.BYTES, value & 0xffff_ffffL);
      write(offset + Integer.BYTES, Integer.BYTES, value >>> Integer.SIZE);
    } else if (registers.plain(offset) > 0) {
      memory.set(offset, width, value);
    } else {
      registers.write(offset, width, value);
    }
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    long count = Math.min(registers.plain(offset), target.byteSize());
    memory.read(offset, first(target, count));
    return count;
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    long count = Math.min(registers.plain(offset), source.byteSize());
    memory.write(offset, first(source, count));
    return count;
  }

  @Override
  public Optional<Mapping> memoryBehind(long offset, long count) {
    return registers.plain(offset) >= count
        ? Optional.of(mapping(offset, count))
        : Optional.empty();
  }

  private static MemorySegment first(MemorySegment segment, long count) {
    return count == segment.byteSize() ? segment : segment.asSlice(0, count);
  }
}
