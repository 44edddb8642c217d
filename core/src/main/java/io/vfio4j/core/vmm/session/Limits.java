package io.vfio4j.core.vmm.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What this server announces and allows. */
final class Limits {
  /** Most data bytes of a transfer, in either direction. */
  static final int MAX_DATA_XFER_SIZE = 1 << 20;

  /**
   * Most data bytes that we ask a client for in one DMA message. QEMU 11.1 forgets the rest of a
   * reply that its socket buffer, about 200 KiB, does not take at once, and the connection is then
   * stuck.
   */
  static final int MAX_DMA_DATA = 64 << 10;

  /**
   * The longest message: header, the fields of a REGION_WRITE, its data. A WRITE_MULTI as QEMU
   * sends it and a SET_IRQS fit in it.
   */
  static final long LONGEST_FRAME = 16 + 16 + MAX_DATA_XFER_SIZE;

  /** The highest minor version we speak. */
  static final int MINOR_VERSION = 1;

  /** How long a message may wait for a client that does not read. */
  static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  /**
   * A client that says nothing for so long has no thread any more. More than the second in which
   * drivers like to look at their devices.
   */
  static final Duration QUIET = Duration.ofSeconds(3);

  /**
   * The text of our VERSION. QEMU has room for 194 bytes of it, the zero included. Migration is not
   * offered, nor is write_multiple, which makes QEMU slower; twin sockets nobody asks for. Not by
   * %d, which writes the digits of the host's locale.
   */
  private static final String VERSION_TEXT =
      "{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":"
          + MAX_DATA_XFER_SIZE
          + ",\"max_dma_maps\":65535}}";

  private Limits() {}

  static byte[] versionText() {
    return VERSION_TEXT.getBytes(StandardCharsets.US_ASCII);
  }
}
