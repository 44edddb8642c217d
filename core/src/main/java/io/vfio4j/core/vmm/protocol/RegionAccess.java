package io.vfio4j.core.vmm.protocol;

/**
 * REGION_READ and REGION_WRITE, request and reply.
 *
 * <pre>
 *   0          8        12      16
 *   +----------+--------+-------+------+
 *   |  offset  | region | count | data |
 *   +----------+--------+-------+------+
 * </pre>
 *
 * Data is in a read's reply and in a write's request, {@code count} bytes.
 */
public final class RegionAccess extends View {
  /** Where data begins: bytes of a message without. */
  public static final int DATA = 16;

  private static final int OFFSET = 0;
  private static final int REGION = 8;
  private static final int COUNT = 12;

  /** A message laid over nothing yet. */
  public RegionAccess() {
    super(DATA);
  }

  /** Where in the region, in bytes; unsigned. */
  public long offset() {
    return i64(OFFSET);
  }

  /** Region index; unsigned. */
  public int region() {
    return i32(REGION);
  }

  /** How many bytes. */
  public long count() {
    return u32(COUNT);
  }

  /** Writes a reply's fields, which repeat the request's. */
  public void putReply(RegionAccess request) {
    i64(OFFSET, request.offset());
    u32(REGION, request.region());
    u32(COUNT, request.count());
  }
}
