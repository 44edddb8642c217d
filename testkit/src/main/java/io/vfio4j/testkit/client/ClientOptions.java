package io.vfio4j.testkit.client;

import java.time.Duration;

/**
 * What kind of client to be.
 *
 * @since 0.1
 */
public final class ClientOptions {
  /** What QEMU 10.1 to 11.1 says of itself: with header and version numbers 214 bytes. */
  private static final String QEMU =
      "{\"capabilities\": {\"max_msg_fds\": 16, \"max_data_xfer_size\": 1048576, \"migration\":"
          + " {\"max_bitmap_size\": 268435456, \"pgsize\": 4096}, \"pgsizes\": 4096,"
          + " \"max_dma_maps\": 65535, \"write_multiple\": true}}";

  /** QEMU's own x-msg-timeout. */
  private static final Duration QEMU_TIMEOUT = Duration.ofSeconds(5);

  private final int minor;
  private final String json;
  private final Duration timeout;
  private final DmaLayout dmaLayout;

  private ClientOptions(int minor, String json, Duration timeout, DmaLayout dmaLayout) {
    this.minor = minor;
    this.json = json;
    this.timeout = timeout;
    this.dmaLayout = dmaLayout;
  }

  /** A client like QEMU 11.1: version 0.0, its capabilities, five seconds for a reply. */
  public static ClientOptions qemu() {
    return new ClientOptions(0, QEMU, QEMU_TIMEOUT, DmaLayout.STANDARD);
  }

  /** The same with another version. */
  public ClientOptions withMinor(int minor) {
    return new ClientOptions(minor, json, timeout, dmaLayout);
  }

  /**
   * The same with other capabilities.
   *
   * @param json the text after the version numbers; empty sends none, not even its closing NUL
   */
  public ClientOptions withCapabilities(String json) {
    return new ClientOptions(minor, json, timeout, dmaLayout);
  }

  /**
   * The same with another patience.
   *
   * @param timeout for each reply
   */
  public ClientOptions withTimeout(Duration timeout) {
    return new ClientOptions(minor, json, timeout, dmaLayout);
  }

  /** The same with another understanding of DMA_READ and DMA_WRITE. */
  public ClientOptions withDmaLayout(DmaLayout dmaLayout) {
    return new ClientOptions(minor, json, timeout, dmaLayout);
  }

  int minor() {
    return minor;
  }

  String json() {
    return json;
  }

  Duration timeout() {
    return timeout;
  }

  DmaLayout dmaLayout() {
    return dmaLayout;
  }
}
