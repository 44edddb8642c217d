package io.vfio4j.distribution.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.limit.Uninterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
  private static final long SECOND = 1_000_000_000L;

  private long now = Long.MAX_VALUE - SECOND;
  private final RepeatedWarnings filter = new RepeatedWarnings(() -> now);

  private static LogRecord record(Level level, String message, Object... parameters) {
    LogRecord line = new LogRecord(level, message);
    line.setParameters(parameters);
    return line;
  }

  /** What gets through of so many lines at once. */
  private List<String> through(int lines, Level level, String message, Object... parameters) {
    List<String> through = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      LogRecord line = record(level, message, parameters);
      if (filter.isLoggable(line)) {
        through.add(new SimpleFormatter().formatMessage(line));
      }
    }
    return through;
  }

  @Test
  void tenOfAFunctionGetThroughAtOnce() {
    List<String> lines = through(25, Level.WARNING, "{0}: {1}", "0009:01:00.0", "is {0}");
    assertEquals(Collections.nCopies(10, "0009:01:00.0: is {0}"), lines);
  }

  @Test
  void thenOneASecondWhichTellsHowManyDidNot() {
    through(25, Level.WARNING, "0009:01:00.0: gone");
    now += SECOND - 1;
    assertEquals(List.of(), through(2, Level.WARNING, "0009:01:00.0: gone"));
    now += 1;
    assertEquals(
        List.of("0009:01:00.0: {0} (17 more lines on it were left out)"),
        through(3, Level.WARNING, "0009:01:00.0: {0}"));
    now += 2 * SECOND;
    assertEquals(
        List.of("0009:01:00.0: gone (2 more lines on it were left out)", "0009:01:00.0: gone"),
        through(5, Level.WARNING, "0009:01:00.0: gone"));
  }

  @Test
  void whateverTheLinesSay() {
    for (int i = 0; i < 10; i++) {
      assertEquals(1, through(1, Level.WARNING, "left out: 0009:01:00.0 cannot " + i).size());
    }
    assertEquals(List.of(), through(1, Level.WARNING, "0009:01:00.0: something else"));
  }

  @Test
  void warningsHideNoError() {
    through(25, Level.WARNING, "0009:01:00.0: gone");
    assertEquals(10, through(25, Level.SEVERE, "0009:01:00.0: gone").size());
  }

  @Test
  void whoDoesNotSayWhatItIsKeepsNobodyElseWaiting() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Object hanging =
        new Object() {
          @Override
          public String toString() {
            asked.countDown();
            Uninterrupted.await(end, Duration.ofMinutes(1));
            return "late";
          }
        };
    LogRecord late = record(Level.WARNING, "{0}", hanging);
    Thread plugin = Thread.ofVirtual().start(() -> filter.isLoggable(late));
    asked.await();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertTrue(filter.isLoggable(record(Level.WARNING, "0009:01:00.0: gone"))));
    end.countDown();
    plugin.join();
  }

  @Test
  void aQuietFunctionHasAllItsLinesAgain() {
    through(25, Level.WARNING, "0009:01:00.0: gone");
    now += 10 * SECOND;
    assertEquals(10, through(25, Level.WARNING, "0009:01:00.0: gone").size());
  }

  @Test
  void anotherFunctionIsHeard() {
    through(25, Level.WARNING, "0009:01:00.0: gone");
    assertEquals(10, through(25, Level.WARNING, "0009:01:00.1: gone").size());
  }

  @Test
  void linesWithoutAnAddressStandForThemselves() {
    for (int i = 0; i < 100; i++) {
      assertTrue(filter.isLoggable(record(Level.WARNING, "setting a.b" + i + " has no effect")));
    }
    through(25, Level.WARNING, "the same: again");
    assertFalse(filter.isLoggable(record(Level.WARNING, "the same: again")));
  }

  @Test
  void whatIsLessThanAWarningGetsThrough() {
    assertEquals(1000, through(1000, Level.INFO, "0009:01:00.0: read").size());
  }

  @Test
  void thoseHeardOfLeastRecentlyAreForgotten() {
    through(25, Level.WARNING, "0009:01:00.0: gone");
    for (int i = 0; i < 4096; i++) {
      through(1, Level.WARNING, "%04x:00:00.0: gone".formatted(i + 0x1000));
    }
    assertEquals(10, through(25, Level.WARNING, "0009:01:00.0: gone").size());
  }
}
