package io.vfio4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordingNotifierTest {
  @Test
  void nobodyWatchesOneThatIsClosed() {
    RecordingNotifier notifier = new RecordingNotifier();
    AtomicInteger runs = new AtomicInteger();
    notifier.watch(runs::incrementAndGet);
    notifier.fire();
    notifier.close();
    notifier.watch(runs::incrementAndGet);
    notifier.fire();
    assertEquals(1, runs.get());
  }
}
