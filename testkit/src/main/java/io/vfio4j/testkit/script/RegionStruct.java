package io.vfio4j.testkit.script;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a region's device says of it as the bytes that GET_REGION_INFO leaves in its argument. The
 * layer above a driver makes them in Linux; here it is this.
 *
 * <pre>
 *   0        4        8        12           16       24       32
 *  +--------+--------+--------+------------+--------+--------+------
 *  | argsz  | flags  | index  | cap_offset | size   | offset | capabilities
 *  +--------+--------+--------+------------+--------+--------+------
 * </pre>
 */
final class RegionStruct {
  static final int FIXED = 32;
  static final int CAPABILITIES = 8;
  static final short SPARSE_MMAP = 1;
  static final short MSIX_MAPPABLE = 3;
  static final int INDEX_SHIFT = 40;

  private static final int HEAD = 8;
  private static final int AREAS = 16;
  private static final int AREA = 16;

  private RegionStruct() {}

  static void checkArgsz(int argsz) {
    if (Integer.compareUnsigned(argsz, FIXED) < 0) {
      throw VfioException.refused(Errno.EINVAL, "argsz below " + FIXED);
    }
  }

  static ByteBuffer of(RegionInfo info, int argsz) {
    int needed = FIXED + sparse(info) + (info.msixMappable() ? HEAD : 0);
    boolean room = Integer.compareUnsigned(needed, argsz) <= 0;
    boolean capabilities = needed > FIXED;
    ByteBuffer struct = ByteBuffer.allocate(needed).order(ByteOrder.LITTLE_ENDIAN);
    struct.putInt(room ? argsz : needed).putInt(flags(info) | (capabilities ? CAPABILITIES : 0));
    struct.putInt(info.index()).putInt(room && capabilities ? FIXED : 0);
    struct.putLong(info.size()).putLong((long) info.index() << INDEX_SHIFT);
    putSparse(struct, info);
    if (info.msixMappable()) {
      struct.putShort(MSIX_MAPPABLE).putShort((short) 1).putInt(0);
    }
    return struct;
  }

  private static int sparse(RegionInfo info) {
    int areas = info.sparseMmapAreas().size();
    return areas == 0 ? 0 : AREAS + areas * AREA;
  }

  private static int flags(RegionInfo info) {
    return info.flags().stream().mapToInt(RegionFlag::bit).sum();
  }

  private static void putSparse(ByteBuffer struct, RegionInfo info) {
    int size = sparse(info);
    if (size == 0) {
      return;
    }
    struct.putShort(SPARSE_MMAP).putShort((short) 1);
    struct.putInt(info.msixMappable() ? FIXED + size : 0);
    struct.putInt(info.sparseMmapAreas().size()).putInt(0);
    for (SparseMmapArea area : info.sparseMmapAreas()) {
      struct.putLong(area.offset()).putLong(area.size());
    }
  }
}
