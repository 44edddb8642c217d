package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row that the operator adds to a driver's id table.
 *
 * @param driver its name
 * @param row the row
 */
public record DriverId(String driver, PciMatch row) {
  private static final Pattern TEXT =
      Pattern.compile("([^=]+)=([0-9a-fA-F]{1,4}):([0-9a-fA-F]{1,4})");

  static DriverId parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--id %s: write NAME=VENDOR:DEVICE, for instance nvgrace-gpu=10de:2343".formatted(text));
    }
    int vendor = Integer.parseInt(parts.group(2), 16);
    return new DriverId(
        parts.group(1), PciMatch.device(vendor, Integer.parseInt(parts.group(3), 16)));
  }
}
