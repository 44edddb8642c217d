package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.util.List;

/**
 * DEVICE_GET_REGION_INFO, request and reply: {@code struct vfio_region_info} of linux/vfio.h.
 *
 * <pre>
 *   0       4       8       12           16       24         32
 *   +-------+-------+-------+------------+--------+----------+--------------+
 *   | argsz | flags | index | cap_offset |  size  |  offset  | capabilities |
 *   +-------+-------+-------+------------+--------+----------+--------------+
 *
 *   flags   0 READ   1 WRITE   2 MMAP   3 CAPS: capabilities are here
 *
 *   capability                           sparse mmap, id 1
 *   0    2         4      8              8          12    16
 *   +----+---------+------+----          +----------+-----+--------+------+----
 *   | id | version | next | ...          | nr_areas |  0  | offset | size | ...
 *   +----+---------+------+----          +----------+-----+--------+------+----
 * </pre>
 *
 * argsz of a reply is what all of it takes. If that is more than the request's argsz the reply is
 * the first 32 bytes, and the client asks again.
 */
public final class DeviceGetRegionInfo extends View {
  /** Bytes of a reply without capabilities. */
  public static final int SIZE = 32;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int CAP_OFFSET = 12;
  private static final int REGION_SIZE = 16;
  private static final int REGION_OFFSET = 24;
  private static final int CAPS = 8;

  private static final int CAP_SPARSE_MMAP = 1;
  private static final int CAP_MSIX_MAPPABLE = 3;
  private static final int CAP_HEADER = 8;
  private static final int SPARSE_HEADER = 16;
  private static final int SPARSE_AREA = 16;

  /** A message laid over nothing yet. */
  public DeviceGetRegionInfo() {
    super(SIZE);
  }

  /** How long a reply with all capabilities is. */
  public static long size(RegionInfo info) {
    return SIZE + sparseSize(info) + (info.msixMappable() ? CAP_HEADER : 0);
  }

  private static long sparseSize(RegionInfo info) {
    int areas = info.sparseMmapAreas().size();
    return areas == 0 ? 0 : SPARSE_HEADER + (long) areas * SPARSE_AREA;
  }

  /**
   * How much the client can take.
   *
   * @throws io.vfio4j.api.VfioException EINVAL if it is not even a reply without capabilities
   */
  public long argsz() {
    checkArgsz(u32(ARGSZ));
    return u32(ARGSZ);
  }

  /** Region index; unsigned. */
  public int index() {
    return i32(INDEX);
  }

  /**
   * Writes a reply; its capabilities if there is room for all of them.
   *
   * @param offset where in its file the region begins
   */
  public void putReply(RegionInfo info, long offset) {
    long needed = size(info);
    boolean caps = needed > SIZE && needed <= length();
    u32(ARGSZ, needed);
    u32(FLAGS, flags(info) | (caps ? CAPS : 0));
    u32(INDEX, info.index());
    u32(CAP_OFFSET, caps ? SIZE : 0);
    i64(REGION_SIZE, info.size());
    i64(REGION_OFFSET, offset);
    if (caps) {
      putCapabilities(info);
    }
  }

  private static int flags(RegionInfo info) {
    int flags = 0;
    for (RegionFlag flag : info.flags()) {
      flags |= flag.bit();
    }
    return flags;
  }

  private void putCapabilities(RegionInfo info) {
    long next = SIZE + sparseSize(info);
    if (next > SIZE) {
      putCapability(SIZE, CAP_SPARSE_MMAP, info.msixMappable() ? next : 0);
      putAreas(SIZE + CAP_HEADER, info.sparseMmapAreas());
    }
    if (info.msixMappable()) {
      putCapability(next, CAP_MSIX_MAPPABLE, 0);
    }
  }

  private void putCapability(long at, int id, long next) {
    u16(at, id);
    u16(at + 2, 1);
    u32(at + 4, next);
  }

  private void putAreas(long at, List<SparseMmapArea> areas) {
    u32(at, areas.size());
    u32(at + 4, 0);
    long area = at + 8;
    for (SparseMmapArea each : areas) {
      i64(area, each.offset());
      i64(area + 8, each.size());
      area += SPARSE_AREA;
    }
  }
}
