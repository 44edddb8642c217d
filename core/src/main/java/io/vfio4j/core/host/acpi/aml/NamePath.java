package io.vfio4j.core.host.acpi.aml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The absolute path of an object, such as {@code \_SB.PC09.RP00.GPU0}. Each of its segments has
 * four characters; underscores at a segment's end may be left out in text, and are when it is
 * printed.
 */
public final class NamePath implements Comparable<NamePath> {
  /** The namespace's root. */
  public static final NamePath ROOT = new NamePath("\\", 0);

  /** Deeper paths are refused: hardware has a few segments. */
  static final int MAX_SEGMENTS = 64;

  private static final Pattern SEGMENT = Pattern.compile("[A-Z_][A-Z0-9_]{0,3}");

  private final String padded;
  private final int segments;

  private NamePath(String padded, int segments) {
    this.padded = padded;
    this.segments = segments;
  }

  /**
   * Reads a path as firmware sources and sysfs write it, with or without the root's backslash.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static NamePath parse(String text) {
    String body = text.startsWith("\\") ? text.substring(1) : text;
    NamePath path = ROOT;
    if (body.isEmpty()) {
      return path;
    }
    for (String segment : body.toUpperCase(Locale.ROOT).split("\\.", -1)) {
      if (!SEGMENT.matcher(segment).matches() || path.segments == MAX_SEGMENTS) {
        throw new IllegalArgumentException(
            "'" + text + "' is not an ACPI path such as \\_SB.PC09.RP00.GPU0");
      }
      path = path.child(segment + "_".repeat(4 - segment.length()));
    }
    return path;
  }

  /** The path with a segment more, which has four characters. */
  NamePath child(String segment) {
    return new NamePath(segments == 0 ? padded + segment : padded + "." + segment, segments + 1);
  }

  /**
   * The path of an object below, by its segment; empty if there is no segment or path like that.
   */
  public Optional<NamePath> find(String segment) {
    return SEGMENT.matcher(segment).matches() && segments < MAX_SEGMENTS
        ? Optional.of(child(segment + "_".repeat(4 - segment.length())))
        : Optional.empty();
  }

  /** The path without its last segment; empty for the root. */
  public Optional<NamePath> parent() {
    if (segments == 0) {
      return Optional.empty();
    }
    return segments == 1
        ? Optional.of(ROOT)
        : Optional.of(new NamePath(padded.substring(0, padded.length() - 5), segments - 1));
  }

  /** The last segment, with its four characters; empty for the root. */
  public String lastSegment() {
    return segments == 0 ? "" : padded.substring(padded.length() - 4);
  }

  int segments() {
    return segments;
  }

  @Override
  public int compareTo(NamePath other) {
    return padded.compareTo(other.padded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePath path && path.padded.equals(padded);
  }

  @Override
  public int hashCode() {
    return padded.hashCode();
  }

  @Override
  public String toString() {
    if (segments == 0) {
      return padded;
    }
    List<String> trimmed = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      trimmed.add(trim(padded.substring(1 + 5 * i, 5 + 5 * i)));
    }
    return "\\" + String.join(".", trimmed);
  }

  private static String trim(String segment) {
    int end = 4;
    while (end > 1 && segment.charAt(end - 1) == '_') {
      end--;
    }
    return segment.substring(0, end);
  }
}
