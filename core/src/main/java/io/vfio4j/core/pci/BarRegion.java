package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.pci.config.ConfigSpace;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A BAR or the ROM as a region. */
final class BarRegion {
  private static final long PAGE = 4096;

  private final HostBar bar;

  // What a BAR says of itself is kept, since each access wants it; with what else keeps or saves a
  // load on its way 29.7 -> 26.2 ns (docs/performance.md).
  private final boolean ioPorts;
  private final long size;

  private final boolean rom;
  private final boolean holdsMsixTable;
  private final CopyLoop loop;

  private BarRegion(HostBar bar, boolean rom, boolean holdsMsixTable, CopyLoop loop) {
    this.bar = bar;
    this.ioPorts = bar.kind() == HostBar.Kind.IO;
    this.size = bar.size();
    this.rom = rom;
    this.holdsMsixTable = holdsMsixTable;
    this.loop = loop;
  }

  /** BAR 0 to 5. The table of MSI-X is not read and written: QEMU keeps its own. */
  static BarRegion bar(int index, HostBar bar, MsixTable table) {
    boolean holds = table.bar() == index;
    long start = holds ? Math.min(table.start(), bar.size()) : bar.size();
    long end = holds ? Math.min(table.end(), bar.size()) : bar.size();
    return new BarRegion(bar, false, holds, new CopyLoop(bar, Long.BYTES, start, end));
  }

  /** The expansion ROM, of which nothing is behind the image. */
  static BarRegion rom(HostBar bar) {
    CopyLoop loop = new CopyLoop(bar, Integer.BYTES, bar.contentSize(), bar.size());
    return new BarRegion(bar, true, false, loop);
  }

  RegionInfo info(int index) {
    if (rom) {
      return bar.contentSize() == 0
          ? RegionInfo.absent(index)
          : RegionInfo.of(index, size, Set.of(RegionFlag.READ));
    }
    EnumSet<RegionFlag> flags = EnumSet.of(RegionFlag.READ, RegionFlag.WRITE);
    if (!mappable()) {
      return RegionInfo.of(index, size, flags);
    }
    flags.add(RegionFlag.MMAP);
    RegionInfo info = RegionInfo.of(index, size, flags);
    if (!wholly()) {
      return info.withSparseMmapAreas(bar.mappableAreas());
    }
    return holdsMsixTable ? info.withMsixMappable() : info;
  }

  long read(ConfigSpace config, long offset, MemorySegment target) {
    return loop.read(gate(config), offset, clip(offset, target));
  }

  long write(ConfigSpace config, long offset, MemorySegment source) {
    return loop.write(gate(config), offset, clip(offset, source));
  }

  /** Whether a register lies in it, clear of the table of MSI-X. */
  boolean holds(long offset, int width) {
    return offset + width <= size && !loop.excludes(offset, width);
  }

  Mapping mmap(long offset, long length) {
    for (SparseMmapArea area : mappable() ? bar.mappableAreas() : List.<SparseMmapArea>of()) {
      long room = roundUp(area.size());
      long skip = offset - area.offset();
      if (length > 0 && skip >= 0 && skip < area.size() && length <= room - skip) {
        return bar.mapping(offset, Math.min(length, area.end() - offset));
      }
    }
    throw VfioException.refused(
        Errno.EINVAL, "0x%x bytes at 0x%x cannot be mapped".formatted(length, offset));
  }

  /** Only where a copy loop would find nothing but memory, and the BAR answers. */
  Optional<Mapping> memoryBehind(ConfigSpace config, long offset, long count) {
    boolean inside = offset >= 0 && count > 0 && count <= size - offset;
    return inside && !ioPorts && gate(config) && !loop.excludes(offset, count)
        ? bar.memoryBehind(offset, count)
        : Optional.empty();
  }

  private boolean mappable() {
    return !ioPorts && !bar.mappableAreas().isEmpty();
  }

  private boolean wholly() {
    List<SparseMmapArea> areas = bar.mappableAreas();
    return areas.size() == 1 && areas.getFirst().size() == size;
  }

  /** I/O ports answer whatever the command register says. */
  private boolean gate(ConfigSpace config) {
    return ioPorts || config.memoryEnabled();
  }

  private MemorySegment clip(long offset, MemorySegment data) {
    if (offset < 0 || offset >= size) {
      throw VfioException.refused(
          Errno.EINVAL, "0x%x is outside of 0x%x bytes".formatted(offset, size));
    }
    long room = size - offset;
    return data.byteSize() <= room ? data : data.asSlice(0, room);
  }

  private static long roundUp(long size) {
    return size + PAGE - 1 & -PAGE;
  }
}
