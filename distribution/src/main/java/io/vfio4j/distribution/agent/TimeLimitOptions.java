package io.vfio4j.distribution.agent;

import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a plugin may take. */
public final class TimeLimitOptions {
  private static final int MOST_SECONDS = 86_400;

  @Option(
      names = "--operation-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = {
        "How long a plugin may take for one operation of a device, or to make its driver",
        "(${DEFAULT-VALUE}; 0: for ever, for instance in a debugger). A function whose plugin"
            + " takes",
        "longer is out of service."
      })
  private int operation;

  @Option(
      names = "--probe-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = {
        "How long a plugin may take for the probe of a function (${DEFAULT-VALUE}; 0: for ever). A",
        "function whose probe takes longer is not bound."
      })
  private int probe;

  /** For picocli. */
  public TimeLimitOptions() {}

  /** What they say. */
  public TimeLimits limits() {
    return new TimeLimits(
        seconds("--operation-timeout", operation), seconds("--probe-timeout", probe));
  }

  private static Duration seconds(String option, int seconds) {
    if (seconds < 0 || seconds > MOST_SECONDS) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s %d is not from 0 to %d: choose 10".formatted(option, seconds, MOST_SECONDS));
    }
    return Duration.ofSeconds(seconds);
  }
}
