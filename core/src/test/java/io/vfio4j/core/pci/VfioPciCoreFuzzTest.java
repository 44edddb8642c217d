package io.vfio4j.core.pci;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vfio4j.api.VfioException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;

/**
 * A function with whatever bytes in config space, and a client that does with it whatever it likes:
 * each operation is done or refused by an errno, and in the end the device is closed. A build tries
 * the inputs that are checked in; with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
@Tag("fuzz")
final class VfioPciCoreFuzzTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @FuzzTest(maxDuration = "60s")
  void answersOrRefusesWhateverTheFunctionAndTheClientDo(byte[] bytes) {
    Assertions.assertTimeoutPreemptively(LIMIT, () -> attack(new HostileInput(bytes)));
  }

  private static void attack(HostileInput input) {
    VfioPciCore device = Opened.closed(input.function());
    if (!done(device::open)) {
      return;
    }
    HostileClient client = new HostileClient(device, input);
    while (input.hasMore()) {
      done(client::next);
    }
    device.close();
    client.requireNothingLeft();
  }

  /** Anything but an errno goes on to the test. */
  private static boolean done(Runnable operation) {
    try {
      operation.run();
      return true;
    } catch (VfioException _) {
      return false;
    }
  }
}
