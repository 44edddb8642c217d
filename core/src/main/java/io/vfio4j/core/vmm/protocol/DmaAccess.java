package io.vfio4j.core.vmm.protocol;

/**
 * DMA_READ and DMA_WRITE, which the server sends: request and reply.
 *
 * <pre>
 *   as specified, QEMU from 11.0 on         QEMU 10
 *   0           8         16                0           8       12
 *   +-----------+---------+------+          +-----------+-------+----------------+---+
 *   |  address  |  count  | data |          |  address  | count |      data      | 0 |
 *   +-----------+---------+------+          +-----------+-------+----------------+---+
 * </pre>
 *
 * Data is in a read's reply and in a write's request, {@code count} bytes. In both layouts such a
 * message is 16 bytes longer than its data. QEMU 10 answers a write with a header alone.
 */
public final class DmaAccess extends View {
  /** Bytes of a message beside its data. */
  public static final int SIZE = 16;

  private static final int ADDRESS = 0;
  private static final int COUNT = 8;

  /** The two layouts there are. */
  public enum Layout {
    /** A 64-bit count. */
    SPECIFIED(16),
    /** A 32-bit count, as QEMU 10.1 and 10.2 have it. */
    QEMU_10(12);

    private final int data;

    Layout(int data) {
      this.data = data;
    }

    /** Where data begins. */
    public int data() {
      return data;
    }
  }

  /** A message laid over nothing yet. */
  public DmaAccess() {
    super(SIZE);
  }

  /** Writes a request; the count is below 2^32, which makes it the same in both layouts. */
  public void putRequest(long address, long count) {
    i64(ADDRESS, address);
    i64(COUNT, count);
  }
}
