package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A part of the GPU's memory as a region.
 *
 * <pre>
 *   0                                    length               BAR size
 *   |  memory: read, written, mapped      |  reads as 0xff,     |  EINVAL
 *   |                                     |  writes are dropped |
 * </pre>
 */
final class MemoryRegion {
  /** The smallest page of any host. A mapping is made of whole pages, whatever was asked for. */
  private static final long PAGE = 4096;

  private static final byte NO_MEMORY = (byte) 0xff;

  private final DeviceContext context;
  private final MemoryRange range;
  private final Caching caching;
  private final ReadinessCheck readiness;
  private final RegionInfo info;
  private Optional<PhysicalMemory> mapped = Optional.empty();

  MemoryRegion(
      DeviceContext context,
      int index,
      MemoryRange range,
      Caching caching,
      ReadinessCheck readiness) {
    this.context = context;
    this.range = range;
    this.caching = caching;
    this.readiness = readiness;
    this.info = info(index, range);
  }

  private static RegionInfo info(int index, MemoryRange range) {
    if (range.barSize() < 0) {
      throw new VfioException(
          Errno.EOVERFLOW, "no region can have 0x%x bytes".formatted(range.barSize()));
    }
    return RegionInfo.of(index, range.barSize(), EnumSet.allOf(RegionFlag.class))
        .withSparseMmapAreas(List.of(new SparseMmapArea(0, range.length())));
  }

  RegionInfo info() {
    return info;
  }

  long read(long offset, MemorySegment target) {
    long count = clippedByBar(offset, target.byteSize());
    readiness.beforeAccess();
    long present = clippedByMemory(offset, count);
    if (present > 0) {
      memory().read(offset, first(present, target));
    }
    if (present < count) {
      target.asSlice(present, count - present).fill(NO_MEMORY);
    }
    return count;
  }

  /** What is dropped all the same needs no memory, so it is not checked for; reads always are. */
  long write(long offset, MemorySegment source) {
    long count = clippedByBar(offset, source.byteSize());
    if (offset >= range.length()) {
      return count;
    }
    readiness.beforeAccess();
    long present = clippedByMemory(offset, count);
    if (present > 0) {
      memory().write(offset, first(present, source));
    }
    return count;
  }

  /** Only what is memory to the last byte, and ready: an access that has to wait is no copy. */
  Optional<Mapping> memoryBehind(long offset, long count) {
    return count > 0 && clippedByMemory(offset, count) == count && readiness.known()
        ? Optional.of(memory().mapping(offset, count))
        : Optional.empty();
  }

  private long clippedByBar(long offset, long count) {
    if (offset < 0 || offset >= range.barSize()) {
      throw VfioException.refused(Errno.EINVAL, "outside the BAR");
    }
    return Math.min(count, range.barSize() - offset);
  }

  /** A slice is an object, which an access that lies within memory can do without. */
  private static MemorySegment first(long count, MemorySegment bytes) {
    return count == bytes.byteSize() ? bytes : bytes.asSlice(0, count);
  }

  private long clippedByMemory(long offset, long count) {
    return offset >= range.length() ? 0 : Math.min(count, range.length() - offset);
  }

  Mapping mmap(MmapRequest request) {
    long offset = request.offset();
    if (!request.shared() || request.length() <= 0 || offset < 0 || offset % PAGE != 0) {
      throw VfioException.refused(Errno.EINVAL, "not a shared mapping of pages: " + request);
    }
    if (wholePages(request) > range.length() - offset) {
      throw VfioException.refused(Errno.EINVAL, "memory ends before the mapping: " + request);
    }
    return memory().mapping(offset, request.length()).withFault(readiness::beforeAccess);
  }

  private static long wholePages(MmapRequest request) {
    if (request.length() > Long.MAX_VALUE - request.offset() - PAGE) {
      throw VfioException.refused(Errno.EOVERFLOW, "no end: " + request);
    }
    return (request.length() + PAGE - 1) & -PAGE;
  }

  /** Mapped when it is first needed: most clients map the region and never read or write it. */
  private PhysicalMemory memory() {
    if (mapped.isEmpty()) {
      mapped = Optional.of(context.map(range.base(), range.length(), caching));
    }
    return mapped.get();
  }

  void unmap() {
    mapped.ifPresent(PhysicalMemory::close);
    mapped = Optional.empty();
  }
}
