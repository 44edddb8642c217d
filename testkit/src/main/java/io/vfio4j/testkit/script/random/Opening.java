package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Script;
import java.util.ArrayList;
import java.util.List;

/** Binds the device, and fills its memory around each edge. */
final class Opening {
  /** How many bytes before an edge and behind it. Accesses keep within. */
  static final int AROUND = 128;

  private Opening() {}

  static Script of(DeviceShape shape) {
    List<String> lines = new ArrayList<>(List.of("probe"));
    for (RegionShape region : shape.regions()) {
      for (long edge : region.edges()) {
        fill(region, edge, lines);
      }
    }
    return Script.parse(String.join("\n", lines));
  }

  private static void fill(RegionShape region, long edge, List<String> lines) {
    long from = Math.max(0, edge - AROUND);
    long to = Math.min(region.length(), edge + AROUND);
    for (Span spared : region.spared()) {
      if (spared.touches(from, to - from)) {
        fill(region, from, spared.offset(), lines);
        from = spared.offset() + spared.size();
      }
    }
    fill(region, from, to, lines);
  }

  private static void fill(RegionShape region, long from, long to, List<String> lines) {
    if (from < to) {
      String zeros = "00".repeat((int) (to - from));
      lines.add("write %d %s %s".formatted(region.index(), Chance.hex(from), zeros));
    }
  }
}
