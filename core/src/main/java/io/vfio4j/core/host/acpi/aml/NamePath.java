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
  public static final NamePath ROOT = new NamePath();

  /** Deeper paths are refused: hardware has a few segments. */
  static final int MAX_SEGMENTS = 64;

  private static final Pattern SEGMENT = Pattern.compile("[A-Z_][A-Z0-9_]{0,3}");

  /** Of a root itself. A search goes from scope to scope, so a step up makes nothing. */
  private final NamePath parent;

  private final String segment;
  private final int segments;
  private final int hash;

  private NamePath() {
    parent = this;
    segment = "";
    segments = 0;
    hash = 0;
  }

  private NamePath(NamePath parent, String segment) {
    this.parent = parent;
    this.segment = segment;
    this.segments = parent.segments + 1;
    this.hash = 31 * parent.hash + segment.hashCode();
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
  NamePath child(String next) {
    return new NamePath(this, next);
  }

  /**
   * The path of an object below, by its segment; empty if there is no segment or path like that.
   */
  public Optional<NamePath> find(String next) {
    return SEGMENT.matcher(next).matches() && segments < MAX_SEGMENTS
        ? Optional.of(child(next + "_".repeat(4 - next.length())))
        : Optional.empty();
  }

  /** The path without its last segment; empty for the root. */
  public Optional<NamePath> parent() {
    return segments == 0 ? Optional.empty() : Optional.of(parent);
  }

  /** The last segment, with its four characters; empty for the root. */
  public String lastSegment() {
    return segment;
  }

  int segments() {
    return segments;
  }

  @Override
  public int compareTo(NamePath other) {
    if (this == other) {
      return 0;
    }
    int above = up(segments >= other.segments).compareTo(other.up(other.segments >= segments));
    if (above != 0) {
      return above;
    }
    return segments == other.segments
        ? segment.compareTo(other.segment)
        : Integer.compare(segments, other.segments);
  }

  private NamePath up(boolean one) {
    return one ? parent : this;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof NamePath path && same(path));
  }

  private boolean same(NamePath path) {
    return hash == path.hash
        && segments == path.segments
        && segment.equals(path.segment)
        && parent.equals(path.parent);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    List<String> trimmed = new ArrayList<>();
    for (NamePath path = this; path.segments > 0; path = path.parent) {
      trimmed.add(trim(path.segment));
    }
    return "\\" + String.join(".", trimmed.reversed());
  }

  private static String trim(String segment) {
    int end = 4;
    while (end > 1 && segment.charAt(end - 1) == '_') {
      end--;
    }
    return segment.substring(0, end);
  }
}
