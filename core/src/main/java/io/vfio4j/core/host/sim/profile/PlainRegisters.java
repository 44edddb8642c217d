package io.vfio4j.core.host.sim.profile;

/** Registers by their bytes, and the bits of them that can be written. */
final class PlainRegisters {
  private static final byte[] NONE = new byte[0];

  private PlainRegisters() {}

  /**
   * From the keys "length", "data" and "writable".
   *
   * @param head how many bytes come before the data, in whole dwords if there are four of them
   */
  static RegisterImage of(Fields fields, int head) {
    byte[] data = bytes(fields, "data");
    byte[] writable = bytes(fields, "writable");
    int needed = head + Math.max(data.length, writable.length);
    int length = fields.has("length") ? fields.small("length") : needed;
    if (length == 0) {
      throw fields.place().problem("neither length nor data nor mask");
    }
    if (length < needed) {
      throw fields.problem("length", "%d does not hold the header and the data", length);
    }
    int whole = head == Integer.BYTES ? (length + 3) & ~3 : length;
    return new RegisterImage(whole).put(head, data).writable(head, writable);
  }

  private static byte[] bytes(Fields fields, String key) {
    return fields.has(key) ? fields.bytes(key) : NONE;
  }
}
