package io.vfio4j.plugin.nvgrace.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.script.AllowedDifference;
import io.vfio4j.testkit.script.Comparison;
import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptReader;
import io.vfio4j.testkit.script.SpiReader;
import io.vfio4j.testkit.script.Transcript;
import io.vfio4j.testkit.script.VfioUserReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linux' own driver and this one answer the same script, but for what is on the list. */
class LinuxTranscriptsTest {
  private static final Path DOCUMENTED = Path.of("../docs/differences.md");

  private static final String HELD_UP =
      "The first access to memory after a reset, while memory is not ready";

  /** Linux holds its caller up for 30 s, vfio4j for 0.9 s at a time. */
  private static final int PATIENCE = 34;

  private final List<AllowedDifference> allowed = AllowedDifference.parse(text("differences.txt"));
  private final Set<AllowedDifference> used = new LinkedHashSet<>();
  private final List<String> unknown = new ArrayList<>();
  private int lines;
  private int known;

  @TempDir Path folder;

  @Test
  void answersAsLinuxDoes() {
    for (StandIn gpu : StandIn.values()) {
      Transcript linux = Transcript.parse(text(gpu.text() + ".txt"));
      SpiReader spi = new SpiReader(gpu.binding(folder)::bind);
      compare("spi", gpu, linux, run(spi, gpu, linux.script()));
      compare("vfio-user", gpu, linux, overSocket(gpu, linux));
    }
    System.out.printf(
        "%d answers, %d differ as listed, %d otherwise%n", lines, known, unknown.size());
    assertEquals(List.of(), unknown);
    assertEquals(
        List.of(),
        allowed.stream().filter(row -> !used.contains(row)).toList(),
        "on the list, and no difference any more");
  }

  /** Where Linux held its caller up, vfio4j has it try again. */
  private static Transcript run(ScriptReader reader, StandIn gpu, Script script) {
    reader.tryAgain(PATIENCE);
    Transcript transcript = reader.run(script);
    assertEquals(gpu.repeated(), reader.repeated(), gpu.text() + ": " + HELD_UP);
    return transcript;
  }

  private Transcript overSocket(StandIn gpu, Transcript linux) {
    List<SimulatedServer> servers = new ArrayList<>();
    try {
      VfioUserReader reader =
          new VfioUserReader(() -> {
            servers.add(gpu.binding(folder).serve());
            return servers.getFirst().path();
          });
      return run(reader, gpu, linux.script());
    } finally {
      servers.forEach(SimulatedServer::close);
    }
  }

  private void compare(String reader, StandIn gpu, Transcript linux, Transcript vfio4j) {
    List<Difference> differences = Comparison.differences(linux, vfio4j);
    int before = known;
    for (Difference difference : differences) {
      Optional<AllowedDifference> row =
          allowed.stream().filter(each -> each.allows(reader, difference)).findFirst();
      row.ifPresent(used::add);
      if (row.isPresent()) {
        known++;
      } else {
        unknown.add("%s, %s: %s".formatted(gpu.text(), reader, difference));
      }
    }
    lines += linux.lines().size();
    System.out.printf(
        "%-16s %-10s %4d answers, %3d equal, %3d differ as listed, %3d otherwise%n",
        gpu.text(),
        reader,
        linux.lines().size(),
        linux.lines().size() - differences.size(),
        known - before,
        differences.size() - (known - before));
  }

  @Test
  void hasADocumentedReasonForEachDifference() throws IOException {
    String documented = Files.readString(DOCUMENTED);
    Stream.concat(allowed.stream().map(AllowedDifference::entry), Stream.of(HELD_UP))
        .forEach(entry ->
            assertTrue(
                documented.contains("| " + entry + " |"),
                () -> "no entry of that name in " + DOCUMENTED + ": " + entry));
  }

  private static String text(String file) {
    try (InputStream in = LinuxTranscriptsTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
