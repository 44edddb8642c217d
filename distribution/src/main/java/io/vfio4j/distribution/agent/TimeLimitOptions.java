package io.vfio4j.distribution.agent;

import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.ValueOption;
import java.time.Duration;

/** How long a plugin may take. */
final class TimeLimitOptions {
  private static final int MOST_SECONDS = 86_400;

  static final ValueOption OPERATION =
      ValueOption.of(
              "--operation-timeout",
              "SECONDS",
              "How long a plugin may take for one operation of a device, or to make its driver"
                  + " (${default}; 0: for ever, for instance in a debugger). A function whose"
                  + " plugin takes longer is out of service.")
          .withDefault("10");

  static final ValueOption PROBE =
      ValueOption.of(
              "--probe-timeout",
              "SECONDS",
              "How long a plugin may take for the probe of a function (${default}; 0: for ever). A"
                  + " function whose probe takes longer is not bound.")
          .withDefault("300");

  private TimeLimitOptions() {}

  /** How long a plugin may take to make its driver, of a command that has this one alone. */
  static Duration operation(Arguments given) {
    return seconds(given, OPERATION);
  }

  /** What they say. */
  static TimeLimits limits(Arguments given) {
    return new TimeLimits(seconds(given, OPERATION), seconds(given, PROBE));
  }

  private static Duration seconds(Arguments given, ValueOption option) {
    return Duration.ofSeconds(given.value(option).number(0, MOST_SECONDS));
  }
}
