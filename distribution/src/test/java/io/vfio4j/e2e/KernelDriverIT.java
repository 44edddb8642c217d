package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.testkit.script.Comparison;
import io.vfio4j.testkit.script.Transcript;
import java.net.URISyntaxException;
import java.nio.file.Files;
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

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "gh200, gh200-hardware.json, 0x6F000000",
    "gb200, gb200-hardware.json, 0x5F000000",
    "no-properties, gh200-hardware.json, none",
  })
  void theKernelsDriverBindsAndAnswersAsRecorded(String name, String profile, String memory)
      throws Exception {
    Path recorded = file("kernel-driver-" + name + ".txt");
    Transcript expected = Transcript.parse(Files.readString(recorded));
    try (Agent agent = serve(profile);
        KernelDriverGuest guest = KernelDriverGuest.boot(agent.socket(ADDRESS), memory)) {
      Transcript actual = guest.run(expected.script());
      assertEquals(List.of(), Comparison.differences(expected, actual));
    }
  }

  private static Agent serve(String profile) throws Exception {
    return Agent.serve("--host", "sim:" + file(profile), "--variant", ADDRESS + "=passthrough");
  }

  private static Path file(String resource) throws URISyntaxException {
    return Path.of(KernelDriverIT.class.getResource(resource).toURI());
  }
}
