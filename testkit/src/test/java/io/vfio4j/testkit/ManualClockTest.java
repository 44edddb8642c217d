package io.vfio4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void movesByWhatItIsToldAndByWhatIsSlept() {
    clock.advance(Duration.ofSeconds(2));
    clock.sleep(Duration.ofMillis(5));
    assertEquals(2_005_000_000L, clock.nanoTime());
  }

  @Test
  void wakesWhoIsInterrupted() {
    Thread.currentThread().interrupt();
    VfioException thrown =
        assertThrows(VfioException.class, () -> clock.sleep(Duration.ofSeconds(1)));
    assertTrue(Thread.interrupted(), "kept");
    assertEquals(Errno.EINTR, thrown.errno());
    assertEquals(0, clock.nanoTime());
  }

  @Test
  void doesNotGoBack() {
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
  }
}
