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
 * Data is in a read's reply and in a write's request, {@code count} bytes. Read and written as two
 * words, as {@link Header} is.
 */
public final class RegionAccess extends View {
  /** Where data begins: bytes of a message without. */
  public static final int DATA = 16;

  private static final int SECOND = 8;
  private static final int COUNT = 32;

  private long offset;
  private long second;

  /** A message laid over nothing yet. */
  public RegionAccess() {
    super(DATA);
  }

  @Override
  void load() {
    offset = i64(0);
    second = i64(SECOND);
  }

  /** Where in the region, in bytes; unsigned. */
  public long offset() {
    return offset;
  }

  /** Region index; unsigned. */
  public int region() {
    return (int) second;
  }

  /** How many bytes. */
  public long count() {
    return second >>> COUNT;
  }

  /** Writes a reply's fields, which repeat the request's. */
  public void putReply(RegionAccess request) {
    offset = request.offset;
    second = request.second;
    i64(0, offset);
    i64(SECOND, second);
  }
}
