package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What is said to a VFIO container about a range of addresses that devices use.
 *
 * <pre>
 *  struct vfio_iommu_type1_dma_map, 32 bytes       struct vfio_iommu_type1_dma_unmap, 24 bytes
 *    0  u32  argsz                                   0  u32  argsz
 *    4  u32  flags   bit 0 read, bit 1 write         4  u32  flags
 *    8  u64  vaddr   in this process                 8  u64  iova
 *   16  u64  iova                                   16  u64  size
 *   24  u64  size
 * </pre>
 */
final class VfioDma {
  private static final int MAP_BYTES = 32;
  private static final int UNMAP_BYTES = 24;
  private static final int FLAGS = 4;
  private static final int READ = 1;
  private static final int WRITE = 1 << 1;

  private VfioDma() {}

  static MemorySegment map(
      long address, long iova, long size, boolean readable, boolean writable, Arena arena) {
    MemorySegment map = arena.allocate(MAP_BYTES, Long.BYTES);
    map.set(JAVA_INT, 0, MAP_BYTES);
    map.set(JAVA_INT, FLAGS, (readable ? READ : 0) | (writable ? WRITE : 0));
    map.set(JAVA_LONG, 8, address);
    map.set(JAVA_LONG, 16, iova);
    map.set(JAVA_LONG, 24, size);
    return map;
  }

  static MemorySegment unmap(long iova, long size, Arena arena) {
    MemorySegment unmap = arena.allocate(UNMAP_BYTES, Long.BYTES);
    unmap.set(JAVA_INT, 0, UNMAP_BYTES);
    unmap.set(JAVA_LONG, 8, iova);
    unmap.set(JAVA_LONG, 16, size);
    return unmap;
  }

  /** How many bytes the kernel says were unmapped: its answer is in the question. */
  static long unmapped(MemorySegment unmap) {
    return unmap.get(JAVA_LONG, 16);
  }
}
