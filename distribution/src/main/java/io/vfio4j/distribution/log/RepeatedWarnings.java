package io.vfio4j.distribution.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets warnings and errors through while they are few. A guest or a client can cause as many as it
 * likes, and they must neither fill the disk nor hide what the log says of other functions.
 *
 * <p>Of each function, which is known by the address that a line has first, ten lines of a level
 * get through at once and then one a second, so that warnings hide no error. The next that does
 * tells how many did not. A line without an address stands for itself. What is less than a warning
 * always gets through: it is only logged where somebody asked for it.
 *
 * <p>{@code etc/logging.properties} names it, and java.util.logging makes it. Any thread.
 */
public final class RepeatedWarnings implements Filter {
  private static final int AT_ONCE = 10;
  private static final long NANOS_A_LINE = TimeUnit.SECONDS.toNanos(1);

  /** More than an agent serves; of those that were heard of least recently it is forgotten. */
  private static final int MOST_SUBJECTS = 4096;

  private static final Pattern ADDRESS =
      Pattern.compile("\\b\\p{XDigit}{4,}:\\p{XDigit}{2}:\\p{XDigit}{2}\\.[0-7]\\b");

  private final LongSupplier nanoClock;
  private final Formatter formatter = new SimpleFormatter();
  private final Map<String, Allowance> allowances =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
          return size() > MOST_SUBJECTS;
        }
      };

  /** With the system's clock. */
  public RepeatedWarnings() {
    this(System::nanoTime);
  }

  RepeatedWarnings(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** What one subject may still say. */
  private static final class Allowance {
    private long fullAt;
    private long leftOut;

    Allowance(long now) {
      this.fullAt = now;
    }

    boolean take(long now) {
      long debt = Math.max(0, fullAt - now);
      if (debt > (AT_ONCE - 1) * NANOS_A_LINE) {
        leftOut++;
        return false;
      }
      fullAt = now + debt + NANOS_A_LINE;
      return true;
    }
  }

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line.getLevel().intValue() < Level.WARNING.intValue()) {
      return true;
    }
    // Without the lock: a plugin's parameter says what it is by code of the plugin.
    String text = formatter.formatMessage(line);
    return take(line, text);
  }

  private synchronized boolean take(LogRecord line, String text) {
    long now = nanoClock.getAsLong();
    String subject = line.getLevel() + " " + subject(text);
    Allowance allowance = allowances.computeIfAbsent(subject, _ -> new Allowance(now));
    if (!allowance.take(now)) {
      return false;
    }
    if (allowance.leftOut > 0) {
      line.setMessage("%s (%d more lines on it were left out)".formatted(text, allowance.leftOut));
      line.setParameters(null);
      allowance.leftOut = 0;
    }
    return true;
  }

  private static String subject(String text) {
    Matcher address = ADDRESS.matcher(text);
    return address.find() ? address.group() : text;
  }
}
