package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where a VFIO device's file has one of its regions.
 *
 * <pre>
 *  struct vfio_region_info, 32 bytes
 *    0  u32  argsz
 *    4  u32  flags
 *    8  u32  index        asked for
 *   12  u32  cap_offset
 *   16  u64  size         in bytes; 0 if there is no such region
 *   24  u64  offset       in the device's file
 * </pre>
 *
 * @param size in bytes; 0 if there is nothing
 * @param offset of its first byte in the device's file
 */
public record VfioRegion(long size, long offset) {
  static final int BYTES = 32;
  private static final int INDEX = 8;
  private static final int SIZE = 16;
  private static final int OFFSET = 24;

  /** The question. */
  static MemorySegment ask(int index, Arena arena) {
    MemorySegment info = arena.allocate(BYTES, Long.BYTES);
    info.set(JAVA_INT, 0, BYTES);
    info.set(JAVA_INT, INDEX, index);
    return info;
  }

  static VfioRegion answered(MemorySegment info) {
    return new VfioRegion(info.get(JAVA_LONG, SIZE), info.get(JAVA_LONG, OFFSET));
  }
}
