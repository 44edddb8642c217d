package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One of the writes of a REGION_WRITE_MULTI.
 *
 * <pre>
 *   0                8                               24 for each
 *  +----------------+------------------------------------------------------+
 *  | number         | offset (8), region (4), count (4), data (8)          | ...
 *  +----------------+------------------------------------------------------+
 * </pre>
 *
 * @param region region index
 * @param offset in the region, in bytes
 * @param count how many of the value's bytes, 1 to 8
 * @param value little endian
 * @since 0.1
 */
public record RegionWrite(int region, long offset, int count, long value) {
  private static final int SIZE = 24;

  static byte[] request(List<RegionWrite> writes) {
    byte[] request = new byte[8 + SIZE * writes.size()];
    ByteBuffer fields = ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN);
    fields.putLong(writes.size());
    for (RegionWrite write : writes) {
      fields.putLong(write.offset()).putInt(write.region()).putInt(write.count());
      fields.putLong(write.value());
    }
    return request;
  }
}
