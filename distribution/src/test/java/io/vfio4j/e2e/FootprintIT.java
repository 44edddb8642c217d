package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an idle agent costs its host. */
@Timeout(60)
class FootprintIT {

  private static final long MOST_MIB = 90;

  @Test
  void aGpuOf96GibCostsNoMemoryUntilItIsTouched() throws Exception {
    try (Agent agent = Agent.serve("--host", "sim:gh200-96g")) {
      long mib = agent.residentKiB() / 1024;
      assertTrue(mib < MOST_MIB, mib + " MiB resident");
    }
  }
}
