package io.vfio4j.core.host.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a profile is said in one line. */
class WrongProfilesTest {
  private static final String FUNCTION =
      """
      {"address": "%s", "ids": {"vendor": 1, "device": 2, "class": 3}%s}\
      """;

  private static final String ROM_OF_1_MIB = ", \"rom\": {\"data\": \"00*1048576\"}";

  private static final String HUGE_BARS =
      """
      , "bars": [{"index": 0, "kind": "memory-64", "size": "1024TiB"},
                 {"index": 2, "kind": "memory-64", "size": "1024TiB"},
                 {"index": 4, "kind": "memory-64", "size": "1024TiB"}]\
      """;

  private static String function(String more) {
    return profile(FUNCTION.formatted("0000:01:00.0", more.isEmpty() ? "" : ", " + more));
  }

  private static String profile(String functions) {
    return "{\"description\": \"d\", \"functions\": [%s]}".formatted(functions);
  }

  private static String bars(String bars) {
    return function("\"bars\": [%s]".formatted(bars));
  }

  private static String bar(String more) {
    return bars("{\"index\": 0, \"kind\": \"memory-32\", \"size\": \"8KiB\", %s}".formatted(more));
  }

  private static String capabilities(String capabilities) {
    return function("\"capabilities\": [%s]".formatted(capabilities));
  }

  private static String msix(String table, String pba) {
    return function(
        """
        "bars": [{"index": 4, "kind": "memory-32", "size": "4KiB"},
                 {"index": 5, "kind": "io", "size": 64}],
        "capabilities": [{"type": "msi-x", "offset": "0x40", "vectors": 8,
                          "table": {%s}, "pba": {%s}}]\
        """
            .formatted(table, pba));
  }

  static Stream<Arguments> wrongText() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("{", "not JSON at line 2, character 1"),
        Arguments.of("{\n  \"a\" 1}", "not JSON at line 2, character 7"),
        Arguments.of("{} {}", "not JSON at line 1, character 4"),
        Arguments.of("{}, {}", "more than one value"),
        Arguments.of("{} ] more", "more than one value"),
        Arguments.of("{}, 1 ] more", "more than one value"),
        Arguments.of("[]", "not an object: a list"),
        Arguments.of("{\"a\": null}", "a: null is not a value; leave the key out"),
        Arguments.of("{\"a\": 1, \"a\": 2}", "a: key given twice"),
        Arguments.of("[".repeat(18), "[0]".repeat(17) + ": nested deeper than 16"),
        Arguments.of("{}", "key 'description' is missing"),
        Arguments.of("{\"a\\nb\": 1}", "a?b: unknown key; known are acpi, description, functions"),
        Arguments.of(
            "{\"" + "x".repeat(1000) + "\": 1}",
            "x".repeat(60) + "…: unknown key; known are acpi, description, functions"),
        Arguments.of(profile(""), "functions: there is none"));
  }

  static Stream<Arguments> wrongKeys() {
    return Stream.of(
        Arguments.of(
            bars(
                """
                {"index": 0, "kind": "io", "size": 64}, {"index": 1, "kind": "io", "sise": 64}\
                """),
            "functions[0].bars[1].sise: unknown key; known are address, index, initial, kind,"
                + " mappable, prefetchable, registers, size"),
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"io\"}"),
            "functions[0].bars[0]: key 'size' is missing"),
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"memory\", \"size\": 64}"),
            "functions[0].bars[0].kind: not one of memory-32, memory-64, io: 'memory'"),
        Arguments.of(bar("\"prefetchable\": 1"), at("prefetchable: not true or false: 1")),
        Arguments.of(bar("\"address\": -1"), at("address: not a number: -1")),
        Arguments.of(bar("\"address\": 1.5"), at("address: not a number: 1.5")),
        Arguments.of(bar("\"address\": \"1MiB\""), at("address: not a number: '1MiB'")),
        Arguments.of(
            bar("\"address\": \"0x10000000000000\""),
            at("address: '0x10000000000000' is above 0xfffffffffffff")),
        Arguments.of(bar("\"mappable\": 1"), at("mappable: not a list: 1")),
        Arguments.of(
            bar("\"registers\": [{\"offset\": 0}]"), at("registers[0]: key 'does' is missing")),
        Arguments.of(
            bar("\"registers\": [{\"does\": \"nothing\"}]"),
            at(
                "registers[0].does: unknown: 'nothing'; known are acknowledge-interrupt,"
                    + " becomes, dma-engine, raise-interrupt, read-only")),
        Arguments.of(function("\"address\": \"x\""), "functions[0].address: key given twice"),
        Arguments.of(
            function("\"properties\": {\"a\": \"99999999999999999999\"}"),
            "functions[0].properties.a: '99999999999999999999' is above 0xffffffffffffffff"),
        Arguments.of(
            function("\"properties\": {\"a\": true}"),
            "functions[0].properties.a: not a number: true"),
        Arguments.of(
            function("\"rom\": {\"data\": \"5\"}"),
            "functions[0].rom.data: not bytes in hexadecimal: '5'"),
        Arguments.of(
            function("\"rom\": {\"data\": \"55 00*1048576\"}"),
            "functions[0].rom.data: longer than 1048576 bytes"),
        Arguments.of(
            function("\"rom\": {\"data\": \"" + "00*9999999 ".repeat(500) + "00\"}"),
            "functions[0].rom.data: longer than 1048576 bytes"),
        Arguments.of(
            profile(
                IntStream.range(0, 33)
                    .mapToObj(i -> FUNCTION.formatted("0000:%02x:00.0".formatted(i), ROM_OF_1_MIB))
                    .collect(Collectors.joining(", "))),
            "functions[32].rom: with those before more than 33554432 bytes"),
        Arguments.of(
            function("\"raw\": [{\"offset\": 64, \"data\": \"00*4097\"}]"),
            "functions[0].raw[0].data: longer than 4096 bytes"),
        Arguments.of(
            capabilities(
                """
                {"type": "other-extended", "offset": 256, "id": 1, "length": 8,
                 "writable": "00*1048576"}\
                """),
            "functions[0].capabilities[0].writable: longer than 4096 bytes"),
        Arguments.of(
            function("\"rom\": {\"data\": \"55*0\"}"),
            "functions[0].rom.data: not bytes in hexadecimal: '55*0'"));
  }

  private static String at(String problem) {
    return "functions[0].bars[0]." + problem;
  }

  static Stream<Arguments> wrongFunctions() {
    return Stream.of(
        Arguments.of(
            profile(FUNCTION.formatted("1:2.3", "")),
            "functions[0].address: '1:2.3' is not a PCI address such as 0000:01:00.0"),
        Arguments.of(
            profile(
                FUNCTION.formatted("0000:01:00.0", "") + ", " + FUNCTION.formatted("01:00.0", "")),
            "functions[1].address: 0000:01:00.0 is taken by another function"),
        Arguments.of(
            function("\"configSize\": 512"), "functions[0].configSize: 512 is not 256 or 4096"),
        Arguments.of(
            function("\"coherentMemory\": {\"base\": 1, \"size\": 4096}"),
            "functions[0].coherentMemory: empty, or does not begin at a page (4096 bytes)"),
        Arguments.of(
            function("\"coherentMemory\": {\"base\": \"0xffffffffff000\", \"size\": 4097}"),
            "functions[0].coherentMemory: 0xffffffffff000, 0x1001 bytes, does not fit 52 bits"),
        Arguments.of(
            function("\"rom\": {\"size\": 2048, \"address\": 1024, \"data\": \"55\"}"),
            "functions[0].rom.address: 0x400 is not a multiple of the size 0x800"),
        Arguments.of(
            function("\"rom\": {\"size\": 1024, \"data\": \"55\"}"),
            "functions[0].rom.size: 0x400 is not a power of two within 2KiB and 2GiB"),
        Arguments.of(
            function("\"raw\": [{\"offset\": 0, \"data\": \"55\"}]"),
            "functions[0].raw[0]: 0x0 to 0x1 is not within 0x40 and 0x1000"),
        Arguments.of(
            function("\"raw\": [{\"offset\": 64, \"length\": 1, \"writable\": \"ff*2\"}]"),
            "functions[0].raw[0].length: 1 does not hold the header and the data"),
        Arguments.of(
            function("\"raw\": [{\"offset\": 64}]"),
            "functions[0].raw[0]: neither length nor data nor mask"));
  }

  static Stream<Arguments> wrongHeaders() {
    return Stream.of(
        Arguments.of(
            function("\"header\": [{\"offset\": 4, \"width\": 3}]"),
            "functions[0].header[0].width: not 1, 2 or 4, or no divisor of the offset: 3"),
        Arguments.of(
            function("\"header\": [{\"offset\": 5, \"width\": 2}]"),
            "functions[0].header[0].width: not 1, 2 or 4, or no divisor of the offset: 2"),
        Arguments.of(
            function("\"header\": [{\"offset\": \"0x3c\", \"width\": 2}]"),
            "functions[0].header[0].offset: 0x3c is described by other keys"),
        Arguments.of(
            function("\"header\": [{\"offset\": 4, \"width\": 2, \"writable\": \"0x10000\"}]"),
            "functions[0].header[0].writable: 0x10000 has more than 2 bytes"),
        Arguments.of(
            function("\"header\": [{\"offset\": \"0x0c\", \"width\": 4, \"value\": \"0x810000\"}]"),
            "functions[0].header[0].value: header type: only 0 can be served, no bridge is"),
        Arguments.of(
            function("\"header\": [{\"offset\": 4, \"width\": 4}, {\"offset\": 6}]"),
            "functions[0].header[1]: header register at 0x6, 0x1 bytes, overlaps header register"));
  }

  static Stream<Arguments> wrongBars() {
    return Stream.of(
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"memory-32\", \"size\": \"12KiB\"}"),
            at("size: 0x3000 is not a power of two")),
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"memory-32\", \"size\": \"4GiB\"}"),
            at("size: 0x100000000 is not within 0x10 and 0x80000000")),
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"io\", \"size\": \"1KiB\"}"),
            at("size: 0x400 is not within 0x4 and 0x100")),
        Arguments.of(
            bars("{\"index\": 5, \"kind\": \"memory-64\", \"size\": \"1MiB\"}"),
            at("index: a 64-bit BAR takes two, there is none after 5")),
        Arguments.of(
            bars(
                """
                {"index": 2, "kind": "memory-64", "size": 4096}, {"index": 3, "kind": "io",\
                 "size": 64}\
                """),
            "functions[0].bars[1].index: BAR 2 already takes this BAR register"),
        Arguments.of(
            bars("{\"index\": 0, \"kind\": \"memory-32\", \"size\": 64, \"mappable\": true}"),
            at("mappable: only memory of a page (4096 bytes) or more can be mapped")),
        Arguments.of(
            bar("\"mappable\": [{\"offset\": 0, \"size\": 100}]"),
            at("mappable[0]: not made of whole pages (4096 bytes)")),
        Arguments.of(
            bar("\"mappable\": [{\"offset\": 4096, \"size\": 8192}]"),
            at("mappable[0]: ends beyond the BAR's 0x2000 bytes")),
        Arguments.of(
            bar("\"mappable\": [{\"offset\": 0, \"size\": 8192}, {\"offset\": 0, \"size\": 4096}]"),
            at("mappable[1]: begins before the area in front of it ends")),
        Arguments.of(
            bar("\"address\": \"0x1000\""),
            at("address: 0x1000 is not a multiple of the size 0x2000")),
        Arguments.of(
            bar("\"address\": \"0x100000000\""),
            at("address: 0x100000000, 0x2000 bytes, does not fit 32 bits")),
        Arguments.of(
            profile(
                FUNCTION.formatted("0000:01:00.0", HUGE_BARS)
                    + ", "
                    + FUNCTION.formatted("0000:02:00.0", HUGE_BARS)),
            "functions[1].bars[0]: no room for 0x4000000000000 bytes within 52 bits"),
        Arguments.of(
            bars(
                """
                {"index": 0, "kind": "memory-32", "size": 4096, "address": 4096},
                {"index": 1, "kind": "memory-32", "size": 8192, "address": 0}\
                """),
            "functions[0].bars[1].address: 0x0, 0x2000 bytes, overlaps"
                + " functions[0].bars[0].address"),
        Arguments.of(
            bar("\"initial\": [{\"offset\": 2, \"value\": 0}]"),
            at("initial[0].offset: 0x2 is no register of 4 bytes in a BAR of 0x2000")),
        Arguments.of(
            bar("\"initial\": [{\"offset\": 0, \"value\": 256, \"width\": 1}]"),
            at("initial[0].value: 0x100 does not fit 1 bytes")),
        Arguments.of(
            bar("\"initial\": [{\"offset\": 0, \"value\": 0, \"width\": 3}]"),
            at("initial[0].width: 3 is not 1, 2, 4 or 8")));
  }

  static Stream<Arguments> wrongRegisters() {
    return Stream.of(
        Arguments.of(
            bar("\"registers\": [{\"does\": \"raise-interrupt\", \"offset\": 2}]"),
            at("registers[0].offset: 0x2 is not a multiple of 4")),
        Arguments.of(
            bar("\"registers\": [{\"does\": \"raise-interrupt\", \"offset\": 8192}]"),
            at(
                "registers[0]: raise-interrupt at 0x2000, 0x4 bytes, ends beyond the BAR's 0x2000"
                    + " bytes")),
        Arguments.of(
            bar(
                """
                "registers": [{"does": "dma-engine", "offset": 0, "bar": 0},
                              {"does": "raise-interrupt", "offset": 16}]\
                """),
            at("registers[1]: raise-interrupt at 0x10, 0x4 bytes, overlaps dma-engine")),
        Arguments.of(
            bar(
                """
                "mappable": [{"offset": 4096, "size": 4096}],
                "registers": [{"does": "raise-interrupt", "offset": "0x1ffc"}]\
                """),
            at("registers[0].offset: 0x1ffc can be mapped, so nothing would happen there")),
        Arguments.of(
            bar("\"registers\": [{\"does\": \"dma-engine\", \"offset\": 0, \"bar\": 2}]"),
            at("registers[0].bar: the function has no memory BAR 2")),
        Arguments.of(
            bar(
                """
                "initial": [{"offset": 4, "value": 1}],
                "registers": [{"does": "read-only", "offset": 4, "value": 1}]\
                """),
            at("initial[0].offset: 0x4 belongs to a register that sets itself")));
  }

  static Stream<Arguments> wrongCapabilities() {
    return Stream.of(
        Arguments.of(
            capabilities("{\"type\": \"pm\", \"offset\": 64}"),
            "functions[0].capabilities[0].type: unknown: 'pm'; known are dvsec, error-reporting,"
                + " express, latency-tolerance, msi, msi-x, other, other-extended,"
                + " power-budgeting, power-management, resizable-bar, serial-number,"
                + " vendor-specific, vendor-specific-extended"),
        Arguments.of(
            capabilities("{\"type\": \"power-management\", \"offset\": 65}"),
            "functions[0].capabilities[0].offset: 0x41 is not a multiple of 4"),
        Arguments.of(
            capabilities("{\"type\": \"power-management\", \"offset\": \"0x3c\"}"),
            "functions[0].capabilities[0]: 0x3c to 0x44 is not within 0x40 and 0x100"),
        Arguments.of(
            capabilities(
                """
                {"type": "express", "offset": 64}, {"type": "power-management", "offset": 120}\
                """),
            "functions[0].capabilities[1]: power-management at 0x78, 0x8 bytes, overlaps express"),
        Arguments.of(
            capabilities(
                "{\"type\": \"express\", \"offset\": 64}, {\"type\": \"express\", \"offset\":"
                    + " 128}"),
            "functions[0].capabilities[1]: a second capability of id 0x10"),
        Arguments.of(
            capabilities("{\"type\": \"error-reporting\", \"offset\": \"0x140\"}"),
            "functions[0].capabilities[0].offset: the chain of extended capabilities begins at"
                + " 0x100"),
        Arguments.of(
            capabilities("{\"type\": \"msi\", \"offset\": 64, \"vectors\": 3}"),
            "functions[0].capabilities[0].vectors: 3 is not a power of two"),
        Arguments.of(
            capabilities(
                "{\"type\": \"other\", \"offset\": 64, \"id\": 5, \"data\": \"80 01 00*19\"}"),
            "functions[0].capabilities[0].data: capability 0x05 has 24 bytes at least"),
        Arguments.of(
            capabilities("{\"type\": \"other\", \"offset\": 64, \"id\": 16, \"data\": \"02 00\"}"),
            "functions[0].capabilities[0].data: capability 0x10 has 12 bytes at least"),
        Arguments.of(
            msix("\"bar\": 2, \"offset\": 0", "\"bar\": 4, \"offset\": \"0x800\""),
            "functions[0].capabilities[0].table.bar: the function has no memory BAR 2"),
        Arguments.of(
            msix("\"bar\": 4, \"offset\": 4", "\"bar\": 4, \"offset\": \"0x800\""),
            "functions[0].capabilities[0].table.offset: 0x4 is not a multiple of 8"),
        Arguments.of(
            msix("\"bar\": 4, \"offset\": \"0xf88\"", "\"bar\": 4, \"offset\": 0"),
            "functions[0].bars[0]: the MSI-X table at 0xf88, 0x80 bytes, ends beyond the BAR's"
                + " 0x1000 bytes"),
        Arguments.of(
            msix("\"bar\": 4, \"offset\": 0", "\"bar\": 4, \"offset\": \"0x78\""),
            "functions[0].bars[0]: the MSI-X pending bits at 0x78, 0x8 bytes, overlaps the MSI-X"
                + " table"));
  }

  @ParameterizedTest
  @MethodSource({
    "wrongText",
    "wrongKeys",
    "wrongFunctions",
    "wrongHeaders",
    "wrongBars",
    "wrongRegisters",
    "wrongCapabilities"
  })
  void isRefusedInOneLine(String text, String problem) {
    ProfileException e = assertThrows(ProfileException.class, () -> Profile.parse(text, "my.json"));
    assertEquals("my.json: " + problem, e.getMessage());
  }

  @Test
  void endlessFileIsRefused() {
    Path endless = Path.of("/dev/zero");
    ProfileException e = assertThrows(ProfileException.class, () -> Profile.read(endless));
    assertEquals("/dev/zero: longer than 1048576 bytes", e.getMessage());
  }

  @Test
  void missingFileIsSaid(@TempDir Path directory) {
    Path missing = directory.resolve("none.json");
    ProfileException e = assertThrows(UnknownProfileException.class, () -> Profile.read(missing));
    assertEquals(missing + ": no such file", e.getMessage());
  }

  @Test
  void fileThatIsNotTextIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.write(directory.resolve("p.json"), new byte[] {(byte) 0xff});
    ProfileException e = assertThrows(ProfileException.class, () -> Profile.read(file));
    assertEquals(file + ": not UTF-8 text", e.getMessage());
  }

  @Test
  void fileIsReadAsItsText(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("p.json"), function(""));
    assertEquals(Profile.parse(function(""), file.toString()), Profile.read(file));
  }
}
