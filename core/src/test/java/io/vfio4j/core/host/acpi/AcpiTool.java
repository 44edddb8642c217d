package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the package acpica-tools: what our decoder is compared with. */
final class AcpiTool {
  private final Path program;

  private AcpiTool(Path program) {
    this.program = program;
  }

  /** Without it the test is skipped, but not where CI=true says that it is to be there. */
  static AcpiTool named(String name) {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      String reason = name + " is not installed (package acpica-tools)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      Assumptions.abort(reason);
    }
    return new AcpiTool(program.orElseThrow());
  }

  /** What it prints. */
  String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    List<String> command =
        Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(command + " does not end");
    }
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }
}
