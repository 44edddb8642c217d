package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server answered to VERSION.
 *
 * <pre>
 *   0       2       4
 *  +-------+-------+---------------------+---+
 *  | major | minor | JSON                | 0 |
 *  +-------+-------+---------------------+---+
 * </pre>
 *
 * @param major must be the client's
 * @param minor not above the client's
 * @param json what the server can do, as it came, without its closing NUL; may be empty
 * @since 0.1
 */
public record ServerVersion(int major, int minor, String json) {
  private static final long DEFAULT_TRANSFER = 1 << 20;

  static byte[] request(ClientOptions options) {
    byte[] json = options.json().getBytes(StandardCharsets.UTF_8);
    int nul = json.length == 0 ? 0 : 1;
    return Message.littleEndian(4 + json.length + nul)
        .putShort((short) 0)
        .putShort((short) options.minor())
        .put(json)
        .array();
  }

  /**
   * What came, if the client can live with it.
   *
   * @throws ConnectionLost if not
   */
  static ServerVersion reply(ByteBuffer payload, ClientOptions options) {
    ServerVersion version = of(payload);
    if (version.major != 0 || version.minor > options.minor()) {
      throw new ConnectionLost(
          "the server answered VERSION with %d.%d, to a client of 0.%d"
              .formatted(version.major, version.minor, options.minor()));
    }
    String text = version.json.strip();
    if (!text.isEmpty() && !(text.startsWith("{") && text.endsWith("}"))) {
      throw new ConnectionLost("the server's capabilities are no JSON object: " + text);
    }
    return version;
  }

  private static ServerVersion of(ByteBuffer payload) {
    if (payload.capacity() < 4) {
      throw new ConnectionLost("the server answered VERSION without a version");
    }
    byte[] text = new byte[payload.capacity() - 4];
    payload.get(4, text);
    String json = new String(text, StandardCharsets.UTF_8);
    String withoutNul = json.endsWith("\0") ? json.substring(0, json.length() - 1) : json;
    return new ServerVersion(
        payload.getShort(0) & 0xffff, payload.getShort(2) & 0xffff, withoutNul);
  }

  /** How many bytes a REGION_READ or REGION_WRITE may have, one at least. */
  public long largestTransfer() {
    return Math.max(1, number("max_data_xfer_size").orElse(DEFAULT_TRANSFER));
  }

  /**
   * A number among the capabilities.
   *
   * @param name for instance {@code max_msg_fds}
   */
  public OptionalLong number(String name) {
    Matcher matcher = Pattern.compile('"' + name + "\"\\s*:\\s*(\\d{1,18})").matcher(json);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
