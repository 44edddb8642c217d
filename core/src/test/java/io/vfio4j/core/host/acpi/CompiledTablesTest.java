package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled tables are those of the sources beside them. */
final class CompiledTablesTest {
  @TempDir private Path folder;

  static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path parent : List.of(Tables.PROFILES, Tables.TESTS)) {
      try (Stream<Path> files = Files.list(parent)) {
        files.filter(file -> file.toString().endsWith(".asl")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void everySourceHasItsTable() throws IOException {
    assertEquals(
        Tables.all(),
        sources().stream()
            .map(source -> Path.of(source.toString().replaceFirst("asl$", "aml")))
            .toList());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void compilingTheSourceGivesTheSameTable(Path source) throws IOException, InterruptedException {
    AcpiTool compiler = AcpiTool.named("iasl");
    String output =
        compiler.run(folder, List.of("-p", "compiled", source.toAbsolutePath().toString()));
    Path compiled = folder.resolve("compiled.aml");
    assertEquals(true, Files.exists(compiled), output);
    Path table = Path.of(source.toString().replaceFirst("asl$", "aml"));
    assertArrayEquals(
        withoutCompiler(Files.readAllBytes(table)),
        withoutCompiler(Files.readAllBytes(compiled)),
        "compile it again: iasl -p " + table + " " + source);
  }

  /** The compiler's id and version are in the header, and so change the checksum. */
  private static byte[] withoutCompiler(byte[] table) {
    Arrays.fill(table, 28, 36, (byte) 0);
    table[9] = 0;
    return table;
  }
}
