package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A value as a list of lines, once as acpiexec prints it, once of ours: to be compared. */
final class Evaluation {
  private static final Pattern LINE =
      Pattern.compile(
          "\\[Package] Contains (\\d+) Elements"
              + "|\\[Integer] = ([0-9A-F]+)"
              + "|\\[String] Length [0-9A-F]+ = \"(.*)\""
              + "|\\[Buffer] Length ([0-9A-F]+) = +0000: ((?:[0-9A-F]{2} )+)");

  private Evaluation() {}

  static List<String> of(String output) {
    assertTrue(output.contains(" returned object "), output);
    return LINE.matcher(output).results().map(Evaluation::line).toList();
  }

  private static String line(MatchResult line) {
    if (line.group(1) != null) {
      return "package of " + line.group(1);
    }
    if (line.group(2) != null) {
      return "integer " + Long.toHexString(Long.parseUnsignedLong(line.group(2), 16));
    }
    if (line.group(3) != null) {
      return "string " + line.group(3);
    }
    return "buffer of 0x%s: %s"
        .formatted(
            line.group(4).toLowerCase(Locale.ROOT),
            line.group(5).replace(" ", "").toLowerCase(Locale.ROOT));
  }

  static List<String> of(AmlValue value) {
    List<String> lines = new ArrayList<>();
    add(value, lines);
    return lines;
  }

  private static void add(AmlValue value, List<String> lines) {
    switch (value) {
      case PackageValue list -> {
        lines.add("package of " + list.count());
        list.elements().forEach(element -> add(element, lines));
      }
      case IntegerValue number -> lines.add("integer " + Long.toHexString(number.value()));
      case StringValue string -> lines.add("string " + string.text());
      case BufferValue buffer ->
          lines.add("buffer of 0x%x: %s".formatted(buffer.length(), buffer.hex()));
      case ReferenceValue reference -> lines.add("reference " + reference.name());
    }
  }
}
