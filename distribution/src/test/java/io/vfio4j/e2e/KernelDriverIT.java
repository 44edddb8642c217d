package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Linux's own nvgrace-gpu driver takes our simulated hardware for the real one. The GPU is served
 * as it is, without a variant; in the guest the kernel's driver binds to it and answers as recorded
 * when it was asked over another simulation.
 */
@Timeout(400)
class KernelDriverIT {

  private static final String ADDRESS = "0009:01:00.0";

  /** The row of the header that has the interrupt line, which is the firmware's. */
  private static final String INTERRUPT_LINE = "  030:";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "gh200, gh200-hardware.json, 0x6F000000",
    "gb200, gb200-hardware.json, 0x5F000000",
    "no-properties, gh200-hardware.json, none",
  })
  void theKernelsDriverBindsAndAnswersAsRecorded(String name, String profile, String memory)
      throws Exception {
    List<String> expected = recorded("kernel-driver-" + name + ".txt");
    try (Agent agent = serve(profile)) {
      List<String> answers = KernelDriverGuest.dump(agent.socket(ADDRESS), memory);
      assertSameLines(expected, withoutInterruptLine(answers));
    }
  }

  private static Agent serve(String profile) throws Exception {
    return Agent.serve("--host", "sim:" + file(profile), "--variant", ADDRESS + "=passthrough");
  }

  private static Path file(String resource) throws URISyntaxException {
    return Path.of(KernelDriverIT.class.getResource(resource).toURI());
  }

  private static List<String> recorded(String resource) throws IOException {
    try (InputStream in = KernelDriverIT.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static List<String> withoutInterruptLine(List<String> lines) {
    return lines.stream().filter(line -> !line.startsWith(INTERRUPT_LINE)).toList();
  }

  private static void assertSameLines(List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      assertEquals(line(expected, i), line(actual, i), "line " + (i + 1));
    }
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "nothing more";
  }
}
