package io.vfio4j.core.vmm.protocol;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/**
 * What one side of a connection can take, from the JSON text of {@link Version}.
 *
 * <p>Read are the members that bind a server; of others that we know only the type is checked.
 *
 * @param maxMsgFds most descriptors in one message
 * @param maxDataXferSize most data bytes in one message
 */
public record Capabilities(long maxMsgFds, long maxDataXferSize) {
  /** What holds for who says nothing. */
  public static final Capabilities UNSAID = new Capabilities(1, 1 << 20);

  private static final int DEEPEST = 16;

  /**
   * Reads the text of a VERSION message.
   *
   * @throws VfioException EINVAL if it is no JSON object or a member is not of its type
   */
  public static Capabilities parse(String text) {
    checkDepth(text);
    try {
      return of(object(JsonParser.object().from(text), "capabilities"));
    } catch (JsonParserException | NumberFormatException e) {
      throw refused("VERSION has no JSON object: " + e.getMessage());
    }
  }

  private static Capabilities of(JsonObject members) {
    number(object(members, "migration"), "pgsize", 0);
    object(members, "twin_socket");
    if (members.has("write_multiple") && !members.isBoolean("write_multiple")) {
      throw refused("write_multiple is not a boolean");
    }
    number(members, "max_dma_maps", 0);
    number(members, "pgsizes", 0);
    return new Capabilities(
        number(members, "max_msg_fds", UNSAID.maxMsgFds),
        number(members, "max_data_xfer_size", UNSAID.maxDataXferSize));
  }

  private static JsonObject object(JsonObject parent, String name) {
    Object member = parent.getOrDefault(name, new JsonObject());
    if (member instanceof JsonObject found) {
      return found;
    }
    throw refused(name + " is not an object");
  }

  private static long number(JsonObject members, String name, long unsaid) {
    Object member = members.getOrDefault(name, unsaid);
    if (member instanceof Number number && number.doubleValue() >= 0) {
      return (long) Math.min(number.doubleValue(), Long.MAX_VALUE);
    }
    throw refused(name + " is not a number of 0 or more");
  }

  /** The parser calls itself for each level: it must not be led to the end of its stack. */
  private static void checkDepth(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
      if (depth > DEEPEST) {
        throw refused("VERSION's JSON is nested too deeply");
      }
    }
  }

  private static VfioException refused(String message) {
    return VfioException.refused(Errno.EINVAL, message);
  }
}
