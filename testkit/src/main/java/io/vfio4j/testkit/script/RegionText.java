package io.vfio4j.testkit.script;

import java.nio.ByteBuffer;

/** The bytes of a region's info as a line says them. */
final class RegionText {
  private static final short TYPE = 2;

  private final ByteBuffer struct;
  private final StringBuilder text = new StringBuilder();

  private RegionText(ByteBuffer struct) {
    this.struct = struct;
  }

  /**
   * The line.
   *
   * @param struct little endian, from argsz on
   */
  static String of(ByteBuffer struct) {
    RegionText region = new RegionText(struct);
    region.fields();
    region.capabilities();
    return region.text.toString();
  }

  private void fields() {
    text.append("size 0x").append(Long.toHexString(struct.getLong(16)));
    text.append(" flags 0x").append(Integer.toHexString(struct.getInt(4)));
    text.append(" offset 0x").append(Long.toHexString(struct.getLong(24)));
    text.append(" argsz ").append(Integer.toUnsignedString(struct.getInt(0)));
  }

  private void capabilities() {
    int at = struct.getInt(12);
    while (at >= RegionStruct.FIXED) {
      capability(at);
      int next = struct.getInt(at + 4);
      // A chain that goes back would never end.
      at = next > at ? next : 0;
    }
  }

  private void capability(int at) {
    switch (struct.getShort(at)) {
      case RegionStruct.SPARSE_MMAP -> areas(at + 8);
      case TYPE ->
          text.append(" type %d.%d".formatted(struct.getInt(at + 8), struct.getInt(at + 12)));
      case RegionStruct.MSIX_MAPPABLE -> text.append(" msix-mappable");
      default -> text.append(" cap %d.%d".formatted(struct.getShort(at), struct.getShort(at + 2)));
    }
  }

  private void areas(int at) {
    text.append(" sparse");
    for (int i = 0; i < struct.getInt(at); i++) {
      int area = at + 8 + 16 * i;
      text.append(" 0x%x+0x%x".formatted(struct.getLong(area), struct.getLong(area + 8)));
    }
  }
}
