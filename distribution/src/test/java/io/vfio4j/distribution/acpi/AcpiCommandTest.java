package io.vfio4j.distribution.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcpiCommandTest {
  private static final String GH200 = "../core/src/main/acpi/gh200-96g.aml";
  private static final String FAULTY = "../core/src/test/acpi/faulty-ssdt.aml";
  private static final String LONE = "../core/src/test/acpi/lone-ssdt.aml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void dumpPrintsPathAddressAndPropertiesInBothBases() {
    assertEquals(0, run("dump", GH200));
    assertEquals(
        List.of(
            "\\_SB.PC09.RP00.GPU0  _ADR 0x0",
            "  nvidia,gpu-mem-base-pa    0x400000000000 (70368744177664)",
            "  nvidia,gpu-mem-pxm-start  0x10 (16)",
            "  nvidia,gpu-mem-pxm-count  0x8 (8)",
            "  nvidia,gpu-mem-size       0x1800000000 (103079215104)"),
        lines(out));
    assertEquals("", err.toString());
  }

  @Test
  void dumpTellsOfADeviceThatAnotherTableDeclares() {
    assertEquals(0, run("dump", LONE));
    assertEquals("\\_SB.PCI0.S20.S00  (declared in another table)", lines(out).getFirst());
  }

  @Test
  void dumpAsJsonHasTheSame() throws JsonParserException {
    assertEquals(0, run("dump", "-o", "json", GH200));
    JsonArray devices = JsonParser.array().from(out.toString());
    assertEquals(1, devices.size());
    assertEquals("\\_SB.PC09.RP00.GPU0", devices.getObject(0).getString("path"));
    assertEquals("0x0", devices.getObject(0).getString("address"));
    JsonArray properties = devices.getObject(0).getArray("properties");
    assertEquals("nvidia,gpu-mem-base-pa", properties.getObject(0).getString("key"));
    assertEquals("0x400000000000", properties.getObject(0).getString("hex"));
    assertEquals("70368744177664", properties.getObject(0).getString("decimal"));
    assertEquals("SSDT 'GH20096G'", properties.getObject(0).getString("table"));
  }

  @Test
  void dumpSaysThatNoDeviceHasProperties(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("empty.aml"), emptyTable());
    assertEquals(0, run("dump", file.toString()));
    assertEquals("", out.toString());
    assertEquals(List.of("vfio4j: none of 0 devices has properties (_DSD)"), lines(err));
  }

  /** A header alone: ACPI 6.5, table 5.4. */
  private static byte[] emptyTable() {
    byte[] table = Arrays.copyOf("SSDT".getBytes(StandardCharsets.US_ASCII), 36);
    table[4] = (byte) table.length;
    table[8] = 2;
    table[9] = (byte) -('S' + 'S' + 'D' + 'T' + table.length + 2);
    return table;
  }

  @Test
  void dumpSaysThatThereAreFindings() {
    assertEquals(0, run("dump", FAULTY));
    assertTrue(err.toString().contains("findings, which 'vfio4j acpi lint' lists"));
  }

  @Test
  void lintOfAGoodTablePrintsNothing() {
    assertEquals(0, run("lint", GH200));
    assertEquals("", out.toString());
  }

  @Test
  void lintNamesEverythingThatIsWrong() {
    assertEquals(4, run("lint", FAULTY));
    for (String problem :
        List.of(
            "\\_SB.HALF: 'nvidia,gpu-mem-base-pa' is not there",
            "\\_SB.NUL0: 'nvidia,gpu-mem-size' is 0",
            "\\_SB.NUL0: 'nvidia,gpu-mem-base-pa' 0x400000100000 is no multiple of 512 MiB",
            "\\_SB.DUP0: 'nvidia,gpu-mem-size' a second time",
            "\\_SB.DYN0: its _DSD is dynamic",
            "\\_SB.VOID: no pair of key and value",
            "\\_SB.TEXT: 'nvidia,gpu-mem-base-pa' is no number",
            "\\_SB.TEXT: 'nvidia,gpu-mem-size' refers to SIZE",
            "\\_SB: a conditional block may declare a _DSD")) {
      assertEquals(1, lines(out).stream().filter(line -> line.contains(problem)).count(), problem);
    }
    assertEquals(9, lines(out).size());
  }

  @Test
  void eachLineOfLintHasFileTableOffsetPathProblemAndCure() {
    run("lint", FAULTY);
    for (String line : lines(out)) {
      assertTrue(
          line.matches("faulty-ssdt.aml: SSDT 'FAULTY' at 0x[0-9a-f]+: \\\\[A-Z0-9_.]+: .+; .+"),
          line);
    }
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    assertEquals(3, run("lint", "nowhere.aml"));
    assertEquals("vfio4j: nowhere.aml is not there; check the name\n", err.toString());
  }

  @Test
  void aFolderIsNoTable(@TempDir Path folder) {
    for (String command : List.of("dump", "lint")) {
      assertEquals(1, run(command, folder.toString()));
    }
    String line = "vfio4j: " + folder + " cannot be read (Is a directory): name a table's file";
    assertEquals(List.of(line, line), lines(err));
  }

  @Test
  void dumpOfWhatIsNoTableFails(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no table");
    assertEquals(1, run("dump", text.toString()));
    assertEquals("", out.toString());
    assertEquals(
        List.of("vfio4j: none of the files is a table: 'vfio4j acpi lint' says why of each"),
        lines(err));
    assertEquals(0, run("dump", text.toString(), GH200));
  }

  @Test
  void withoutFilesItIsThisHostsTables(@TempDir Path empty) {
    assertEquals(1, run("dump", "--sysfs", empty.toString()));
    assertTrue(err.toString().contains("this host has no ACPI"), err.toString());
  }

  @Test
  void aSysfsThatIsNotThereIsNotFound(@TempDir Path empty) {
    Path nowhere = empty.resolve("sys");
    assertEquals(3, run("dump", "--sysfs", nowhere.toString()));
    assertEquals("vfio4j: " + nowhere + " is no folder; check --sysfs\n", err.toString());
  }

  private int run(String... arguments) {
    Streams streams = new Streams(new PrintWriter(out, true), new PrintWriter(err, true));
    return new CommandRun(streams, () -> "").execute(new AcpiCommand(), arguments);
  }

  private static List<String> lines(StringWriter text) {
    return text.toString().lines().toList();
  }
}
