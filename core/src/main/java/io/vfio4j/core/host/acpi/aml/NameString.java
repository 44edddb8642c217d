package io.vfio4j.core.host.acpi.aml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name as a table has it: from the root, from a number of scopes up, or from where it stands.
 *
 * <pre>
 * NameString, ACPI 6.5 section 20.2.2
 *   '\' or any number of '^'
 *   then  00                         no segment
 *     or  four characters            one
 *     or  2e, two segments           two
 *     or  2f, count, the segments    as many as the count says
 * </pre>
 */
record NameString(boolean rooted, int parents, List<String> segments) {

  static NameString read(AmlCursor in) {
    int start = in.position();
    boolean rooted = false;
    int parents = 0;
    if (in.peek() == '\\') {
      in.readByte();
      rooted = true;
    }
    while (!rooted && in.peek() == '^') {
      in.readByte();
      parents++;
    }
    return new NameString(rooted, parents, readSegments(in, start));
  }

  private static List<String> readSegments(AmlCursor in, int start) {
    int count = segmentCount(in);
    if (count > NamePath.MAX_SEGMENTS) {
      throw new AmlException(start, "name of %d segments".formatted(count));
    }
    List<String> segments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      segments.add(readSegment(in));
    }
    return List.copyOf(segments);
  }

  private static int segmentCount(AmlCursor in) {
    if (isLeadCharacter(in.peek())) {
      return 1;
    }
    int start = in.position();
    return switch (in.readByte()) {
      case 0x00 -> 0;
      case 0x2e -> 2;
      case 0x2f -> in.readByte();
      default -> throw new AmlException(start, "no name, where one is due");
    };
  }

  /** Four characters, the first of them no digit. */
  static String readSegment(AmlCursor in) {
    int start = in.position();
    char[] characters = new char[4];
    for (int i = 0; i < 4; i++) {
      int character = in.readByte();
      boolean digit = character >= '0' && character <= '9';
      if (!isLeadCharacter(character) && (i == 0 || !digit)) {
        throw new AmlException(start, "no name, where one is due");
      }
      characters[i] = (char) character;
    }
    return new String(characters);
  }

  private static boolean isLeadCharacter(int character) {
    return character == '_' || (character >= 'A' && character <= 'Z');
  }

  /** Whether a name can begin with a byte. A null name, which also is the integer 0, is none. */
  static boolean begins(int first) {
    return isLeadCharacter(first)
        || first == '\\'
        || first == '^'
        || first == 0x2e
        || first == 0x2f;
  }

  /** Whether it is looked for in the scopes around as well: a single segment. */
  boolean searched() {
    return !rooted && parents == 0 && segments.size() == 1;
  }

  /** The path it stands for in a scope; empty if that would be above the root, or too long. */
  Optional<NamePath> in(NamePath scope) {
    Optional<NamePath> base = rooted ? Optional.of(NamePath.ROOT) : Optional.of(scope);
    for (int i = 0; i < parents && base.isPresent(); i++) {
      base = base.get().parent();
    }
    return base.filter(path -> path.segments() + segments.size() <= NamePath.MAX_SEGMENTS)
        .map(this::append);
  }

  private NamePath append(NamePath base) {
    NamePath path = base;
    for (String segment : segments) {
      path = path.child(segment);
    }
    return path;
  }

  @Override
  public String toString() {
    return (rooted ? "\\" : "^".repeat(Math.min(parents, NamePath.MAX_SEGMENTS)))
        + String.join(".", segments);
  }
}
