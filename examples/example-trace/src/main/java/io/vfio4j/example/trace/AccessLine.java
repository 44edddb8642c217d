package io.vfio4j.example.trace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;

/**
 * Words accesses, each in one line: what, where, its name, how many bytes, and their value.
 *
 * <pre>
 *   read BAR0+0x1498 C2C_LINK 4 -&gt; 0xff
 *   write CONFIG+0x4 COMMAND 2 &lt;- 0x6
 *   read BAR2+0x0 4096 -&gt; 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ...
 *   read BAR0+0x1498 C2C_LINK 4: EIO, memory space is off
 * </pre>
 *
 * @param dictionary the registers' names
 */
record AccessLine(Dictionary dictionary) {
  private static final int SHOWN = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  String read(int region, long offset, MemorySegment target, long moved) {
    return access("read", region, offset, target, moved, " -> ");
  }

  String written(int region, long offset, MemorySegment source, long moved) {
    return access("write", region, offset, source, moved, " <- ");
  }

  private String access(
      String what, int region, long offset, MemorySegment bytes, long moved, String arrow) {
    long asked = bytes.byteSize();
    String shorter = moved == asked ? "" : " (" + moved + " moved)";
    return begin(what, region, offset, asked) + shorter + arrow + value(bytes.asSlice(0, moved));
  }

  String failed(String what, int region, long offset, long asked, VfioException failure) {
    return begin(what, region, offset, asked)
        + ": "
        + failure.errno()
        + ", "
        + failure.getMessage();
  }

  String mapped(MmapRequest request) {
    return "mmap %s 0x%x: accesses through it are not seen"
        .formatted(place(request.region(), request.offset()), request.length());
  }

  private String begin(String what, int region, long offset, long count) {
    String name = dictionary.name(region, offset, count).map(n -> n + " ").orElse("");
    return what + " " + place(region, offset) + " " + name + count;
  }

  private static String place(int region, long offset) {
    String name =
        switch (region) {
          case RegionIndex.ROM -> "ROM";
          case RegionIndex.CONFIG -> "CONFIG";
          case RegionIndex.VGA -> "VGA";
          default -> (region <= RegionIndex.BAR5 ? "BAR" : "REGION") + region;
        };
    return name + "+0x" + Long.toHexString(offset);
  }

  /** Up to 8 bytes are a number, little-endian; more are bytes, the first few of them. */
  private static String value(MemorySegment bytes) {
    if (bytes.byteSize() > Long.BYTES) {
      byte[] first = bytes.asSlice(0, Math.min(SHOWN, bytes.byteSize())).toArray(JAVA_BYTE);
      return HEX.formatHex(first) + (bytes.byteSize() > SHOWN ? " ..." : "");
    }
    long number = 0;
    for (long i = bytes.byteSize() - 1; i >= 0; i--) {
      number = number << Byte.SIZE | bytes.get(JAVA_BYTE, i) & 0xff;
    }
    return "0x" + Long.toHexString(number);
  }
}
