package io.vfio4j.core.host.sim.profile;

import static io.vfio4j.core.host.sim.profile.Key.optional;
import static io.vfio4j.core.host.sim.profile.Key.required;

import java.util.List;
import java.util.stream.Stream;

/** Every key that a profile may have. */
final class ProfileSchema {
  /** Physical addresses have 52 bits, so that sums of them never overflow. */
  private static final NumberShape ADDRESS = NumberShape.upTo((1L << 52) - 1);

  private static final NumberShape SIZE = NumberShape.size(1L << 50);
  private static final NumberShape WORD = NumberShape.upTo(0xffff);
  private static final NumberShape DWORD = NumberShape.upTo(0xffff_ffffL);
  private static final NumberShape BAR_INDEX = NumberShape.upTo(5);
  private static final NumberShape OFFSET = NumberShape.upTo(1L << 50);
  private static final NumberShape CONFIG_OFFSET = NumberShape.upTo(0xfff);
  private static final TextShape TEXT = new TextShape();
  private static final FlagShape FLAG = new FlagShape();
  private static final BytesShape BYTES = BytesShape.CONFIG;

  static final Schema IDS =
      Schema.of(
          "ids",
          required("vendor", WORD),
          required("device", WORD),
          optional("subsystemVendor", WORD, 0),
          optional("subsystemDevice", WORD, 0),
          required("class", NumberShape.upTo(0xff_ffff)),
          optional("revision", NumberShape.upTo(0xff), 0));

  static final Schema AREA = Schema.of("area", required("offset", OFFSET), required("size", SIZE));

  static final Schema INITIAL =
      Schema.of(
          "initial value",
          required("offset", OFFSET),
          required("value", NumberShape.upTo(-1)),
          optional("width", NumberShape.upTo(8), 4));

  static final List<Schema> REGISTERS =
      List.of(
          register("raise-interrupt"),
          register("acknowledge-interrupt"),
          register("read-only", required("value", DWORD)),
          register(
              "becomes",
              required("value", DWORD),
              optional("before", DWORD, 0),
              required("after", NumberShape.upTo(Integer.MAX_VALUE))),
          register("dma-engine", required("bar", BAR_INDEX)));

  static final ChoiceShape REGISTER = new ChoiceShape("register", "does", REGISTERS);

  static final Schema BAR =
      Schema.of(
          "BAR",
          required("index", BAR_INDEX),
          required("kind", new WordShape(List.of("memory-32", "memory-64", "io"))),
          required("size", SIZE),
          optional("prefetchable", FLAG, false),
          optional("mappable", new MappableShape(new ListShape(AREA, 64)), false),
          optional("address", ADDRESS),
          optional("initial", new ListShape(INITIAL, 4096), List.of()),
          optional("registers", new ListShape(REGISTER, 256), List.of()));

  static final Schema ROM =
      Schema.of(
          "ROM",
          optional("size", SIZE),
          optional("address", ADDRESS),
          required("data", new BytesShape(1 << 20)));

  static final Schema MEMORY =
      Schema.of("coherent memory", required("base", ADDRESS), required("size", SIZE));

  static final Schema RAW =
      Schema.of(
          "raw bytes",
          required("offset", CONFIG_OFFSET),
          optional("length", CONFIG_OFFSET),
          optional("data", BYTES),
          optional("writable", BYTES));

  static final Schema HEADER =
      Schema.of(
          "header register",
          required("offset", NumberShape.upTo(0x3f)),
          optional("width", NumberShape.upTo(4), 1),
          optional("value", DWORD, 0),
          optional("writable", DWORD, 0));

  static final List<CapabilityKind> CAPABILITY_KINDS =
      Stream.concat(StandardCapabilities.ALL.stream(), ExtendedCapabilities.ALL.stream()).toList();

  static final ChoiceShape CAPABILITY =
      new ChoiceShape(
          "capability", "type", CAPABILITY_KINDS.stream().map(CapabilityKind::schema).toList());

  static final Schema FUNCTION =
      Schema.of(
          "function",
          required("address", TEXT),
          required("ids", IDS),
          optional("configSize", WORD, 4096),
          optional("interruptPin", new WordShape(List.of("none", "A", "B", "C", "D")), "none"),
          optional("resettable", FLAG, true),
          optional("header", new ListShape(HEADER, 16), List.of()),
          optional("virtualFunctionOf", TEXT),
          optional("capabilities", new ListShape(CAPABILITY, 48), List.of()),
          optional("raw", new ListShape(RAW, 64), List.of()),
          optional("bars", new ListShape(BAR, 6), List.of()),
          optional("rom", ROM),
          optional("coherentMemory", MEMORY),
          optional("acpiPath", TEXT),
          optional("properties", new NamedNumbersShape(64)));

  static final Schema ACPI = Schema.of("ACPI", required("tables", new ListShape(TEXT, 64)));

  static final Schema PROFILE =
      Schema.of(
          "profile",
          required("description", TEXT),
          required("functions", new ListShape(FUNCTION, 4096)),
          optional("acpi", ACPI));

  private ProfileSchema() {}

  private static Schema register(String does, Key... keys) {
    Key selector = required("does", TEXT);
    Key offset = required("offset", OFFSET);
    return new Schema(does, Stream.concat(Stream.of(selector, offset), Stream.of(keys)).toList());
  }

  /** Every kind of object, for the documentation's test. */
  static List<Schema> all() {
    Stream<Schema> objects =
        Stream.of(PROFILE, ACPI, FUNCTION, IDS, BAR, AREA, INITIAL, ROM, MEMORY, HEADER, RAW);
    Stream<Schema> places = Stream.of(StandardCapabilities.TABLE_PLACE);
    Stream<Schema> capabilities = CAPABILITY_KINDS.stream().map(CapabilityKind::schema);
    return Stream.of(objects, REGISTERS.stream(), capabilities, places)
        .flatMap(schemas -> schemas)
        .toList();
  }
}
