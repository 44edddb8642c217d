package io.vfio4j.core.host.acpi;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Sources of tables that are made up from a seed: devices within devices, with properties. */
final class AslSource {
  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> paths = new ArrayList<>();
  private int names;

  AslSource(long seed) {
    this.random = new SplittableRandom(seed);
    String kind = random.nextBoolean() ? "\"DSDT\", 1" : "\"DSDT\", 2";
    text.append("DefinitionBlock (\"\", ").append(kind).append(", \"VFIO4J\", \"SEED\", 1) {\n");
    text.append("Scope (\\_SB) {\n");
    int devices = random.nextInt(1, 4);
    for (int i = 0; i < devices; i++) {
      device("\\_SB", 0);
    }
    text.append("}}\n");
  }

  String text() {
    return text.toString();
  }

  /** Paths of the devices that have a _DSD. */
  List<String> paths() {
    return paths;
  }

  private void device(String parent, int depth) {
    String path = parent + "." + segment("D");
    text.append("Device (").append(path).append(") {\n");
    text.append("Name (_ADR, ").append(random.nextInt(32) << 16).append(")\n");
    surroundings();
    if (random.nextInt(4) != 0) {
      paths.add(path);
      properties();
    }
    surroundings();
    int children = depth == 3 ? 0 : random.nextInt(3);
    for (int i = 0; i < children; i++) {
      device(path, depth + 1);
    }
    text.append("}\n");
  }

  private String segment(String first) {
    return "%s%03X".formatted(first, names++);
  }

  /** What a device has beside its properties. */
  private void surroundings() {
    String name = segment("N");
    switch (random.nextInt(7)) {
      case 0 -> text.append("Name (%s, Buffer () {1, 2, 3})\n".formatted(name));
      case 1 -> text.append("Method (%s, 2) { Return (Arg0 + 1) }\n".formatted(name));
      case 2 -> text.append("Mutex (%s, 0)\n".formatted(name));
      case 3 -> region(name);
      case 4 -> text.append("Name (%s, Package (5) {1, \"a\", Package () {}})\n".formatted(name));
      case 5 -> text.append("PowerResource (%s, 0, 0) { Method (_STA) {} }\n".formatted(name));
      default -> text.append("Event (%s)\n".formatted(name));
    }
  }

  private void region(String name) {
    text.append("OperationRegion (%s, SystemMemory, 0x1000, 0x40)\n".formatted(name));
    text.append("Field (%s, DWordAcc, NoLock, Preserve) {\n".formatted(name));
    text.append("%s, 8, Offset (8), %s, 100 }\n".formatted(segment("F"), segment("F")));
  }

  private void properties() {
    text.append("Name (_DSD, Package () {");
    text.append("ToUUID (\"daffd814-6eba-4d8c-8a91-bc9bbf4aa301\"), Package () {\n");
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",\n");
      text.append("Package () {\"key,%d\", %s}".formatted(i, value(0)));
    }
    text.append("}})\n");
  }

  private String value(int depth) {
    return switch (random.nextInt(depth == 2 ? 5 : 6)) {
      case 0 -> String.valueOf(random.nextInt(3));
      case 1 -> "0x%X".formatted(random.nextInt() >>> random.nextInt(1, 31));
      case 2 -> "0x%X".formatted(random.nextInt());
      case 3 -> "Ones";
      case 4 -> "\"text %s\"".formatted("x".repeat(random.nextInt(80)));
      default -> list(depth);
    };
  }

  private String list(int depth) {
    List<String> values = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      values.add(value(depth + 1));
    }
    return "Package () {" + String.join(", ", values) + "}";
  }
}
