package io.vfio4j.plugin.passthrough.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.script.AllowedDifferences;
import io.vfio4j.testkit.script.ComparedTranscripts;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Linux' own vfio-pci and vfio-pci-core here answer the same script, but for what is on the list.
 */
class LinuxTranscriptsTest {
  private static final Path DOCUMENTED = Path.of("../docs/differences.md");

  private final List<String> unknown = new ArrayList<>();

  @Test
  void answersAsLinuxDoes() throws IOException {
    AllowedDifferences allowed = AllowedDifferences.parse(text("differences.txt"));
    for (RecordedFunction function : RecordedFunction.values()) {
      Transcript linux = Transcript.parse(text(function.text() + ".txt"));
      note(function, allowed.compare("spi", linux, function.answers(linux.script())));
    }
    assertEquals(List.of(), unknown);
    assertEquals(List.of(), allowed.unmet(), "on the list, and no difference any more");
  }

  private void note(RecordedFunction function, ComparedTranscripts compared) {
    System.out.printf("%-8s %s%n", function.text(), compared);
    compared.unknown().forEach(each -> unknown.add(function.text() + ": " + each));
  }

  @Test
  void hasADocumentedReasonForEachDifference() throws IOException {
    String documented = Files.readString(DOCUMENTED);
    for (String entry : AllowedDifferences.parse(text("differences.txt")).entries()) {
      assertTrue(
          documented.contains("| " + entry + " |"),
          () -> "no entry of that name in " + DOCUMENTED + ": " + entry);
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in = LinuxTranscriptsTest.class.getResourceAsStream(file)) {
      byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
