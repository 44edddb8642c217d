package io.vfio4j.core.vmm.protocol;

/**
 * REGION_WRITE_MULTI, request and reply.
 *
 * <pre>
 *   0         8                        entry     0        8        12      16       24
 *   +---------+---------+---------+----          +--------+--------+-------+--------+
 *   | number  |  entry  |  entry  | ...          | offset | region | count |  data  |
 *   +---------+---------+---------+----          +--------+--------+-------+--------+
 * </pre>
 *
 * A reply is the number of writes that were done, alone.
 */
public final class RegionWriteMulti extends View {
  /** Bytes of a reply. */
  public static final int SIZE = 8;

  /** Most data bytes of one write. */
  public static final int MOST_DATA = 8;

  private static final int ENTRY = 24;
  private static final int OFFSET = 0;
  private static final int REGION = 8;
  private static final int COUNT = 12;
  private static final int DATA = 16;

  /** A message laid over nothing yet. */
  public RegionWriteMulti() {
    super(SIZE);
  }

  /** Whether there are exactly as many entries as the request says. */
  public boolean complete() {
    return (length() - SIZE) % ENTRY == 0 && i64(0) == entries();
  }

  /** How many entries there are. */
  public long entries() {
    return (length() - SIZE) / ENTRY;
  }

  /** Where in the region an entry writes, in bytes; unsigned. */
  public long offset(long entry) {
    return i64(at(entry) + OFFSET);
  }

  /** An entry's region index; unsigned. */
  public int region(long entry) {
    return i32(at(entry) + REGION);
  }

  /** How many bytes an entry writes. */
  public long count(long entry) {
    return u32(at(entry) + COUNT);
  }

  /** Where in {@link #bytes()} an entry's data is. */
  public long data(long entry) {
    return start() + at(entry) + DATA;
  }

  /** Writes a reply. */
  public void putReply(long done) {
    i64(0, done);
  }

  private static long at(long entry) {
    return SIZE + entry * ENTRY;
  }
}
