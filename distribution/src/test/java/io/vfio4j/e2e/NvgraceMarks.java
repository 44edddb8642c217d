package io.vfio4j.e2e;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.random.DeviceShape;
import io.vfio4j.testkit.script.random.RegionShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a random script for nvgrace has to have, each under the name that is printed. */
final class NvgraceMarks {
  private static final List<Long> BARS = List.of(0x10L, 0x18L, 0x20L, 0x28L);
  private static final List<Integer> MEMORY = List.of(2, 4);

  private NvgraceMarks() {}

  static Map<String, Predicate<Operation>> of(DeviceShape shape) {
    Map<String, Predicate<Operation>> marks = new LinkedHashMap<>();
    for (RegionShape region : shape.regions()) {
      if (MEMORY.contains(region.index()) && region.size() > 0) {
        add(marks, region);
      }
    }
    for (long edge : BARS) {
      String bar = "config, across 0x%x".formatted(edge);
      marks.put("read " + bar, reads(RegionIndex.CONFIG, edge));
      marks.put("write " + bar, writes(RegionIndex.CONFIG, edge));
    }
    marks.put("read config, across its end", reads(RegionIndex.CONFIG, shape.config().size()));
    marks.put("write config, across its end", writes(RegionIndex.CONFIG, shape.config().size()));
    marks.put("access of an odd count", NvgraceMarks::isOdd);
    marks.put("reset by config space", operation -> resets(operation, shape.resets()));
    marks.put("mmap that stores", operation -> stored(operation) > 0);
    return marks;
  }

  private static void add(Map<String, Predicate<Operation>> marks, RegionShape region) {
    String index = " region " + region.index();
    marks.put("read" + index + ", across its memory's end", reads(region.index(), region.length()));
    marks.put(
        "write" + index + ", across its memory's end", writes(region.index(), region.length()));
    marks.put("read" + index + ", across its end", reads(region.index(), region.size()));
    marks.put("write" + index + ", across its end", writes(region.index(), region.size()));
    marks.put("mmap" + index + " of all its memory", operation -> maps(operation, region));
  }

  private static Predicate<Operation> reads(int region, long edge) {
    return operation ->
        operation instanceof Operation.Read read
            && read.region() == region
            && read.offset() < edge
            && read.offset() + read.count() > edge;
  }

  private static Predicate<Operation> writes(int region, long edge) {
    return operation ->
        operation instanceof Operation.Write write
            && write.region() == region
            && write.offset() < edge
            && write.offset() + write.bytes().length() > edge;
  }

  private static boolean maps(Operation operation, RegionShape region) {
    return operation instanceof Operation.Mmap mmap
        && mmap.region() == region.index()
        && mmap.offset() == 0
        && mmap.length() == region.length();
  }

  private static boolean isOdd(Operation operation) {
    return switch (operation) {
      case Operation.Read read -> read.count() % 2 == 1;
      case Operation.Write write -> write.bytes().length() % 2 == 1;
      default -> false;
    };
  }

  /** One of these lines. */
  private static boolean resets(Operation operation, List<String> lines) {
    return operation instanceof Operation.Write write
        && lines.contains(
            "write %d 0x%x %s".formatted(write.region(), write.offset(), write.bytes().text()));
  }

  private static int stored(Operation operation) {
    return operation instanceof Operation.Mmap mmap ? mmap.stored().length() : 0;
  }
}
