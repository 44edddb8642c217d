package io.vfio4j.distribution.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of this tree.
 *
 * @param path its path below the root
 * @param text what it says
 */
record Document(Path path, String text) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\s?\\(([^)\\s]+)\\)");
  private static final Pattern NAMED_FILE =
      Pattern.compile(
          "`((?:api|archetype|core|distribution|docs|examples|plugin-[a-z]+|testkit|tools)/[\\w./-]+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern SNIPPET =
      Pattern.compile("(?ms)^<!-- (\\S+) -->\\n```\\w*\\n(.*?)^```$");

  /** A piece of code that a document says to be in a file. */
  record Snippet(String file, String code) {}

  static List<Document> all() throws IOException {
    List<Document> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(Document::isOurs).sorted().toList()) {
        documents.add(new Document(ROOT.relativize(file), Files.readString(file)));
      }
    }
    return documents;
  }

  private static boolean isOurs(Path file) {
    String name = ROOT.relativize(file).toString();
    return name.endsWith(".md")
        && !name.contains("target/")
        && !name.contains("archetype-resources/");
  }

  /** Where its links lead that do not leave this tree. */
  List<String> links() {
    String prose = CODE.matcher(text).replaceAll("");
    return LINK.matcher(prose)
        .results()
        .map(match -> match.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  /** Files of this tree that it names without a link, by their paths from the root. */
  List<String> namedFiles() {
    return NAMED_FILE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(file -> !file.contains("target/"))
        .toList();
  }

  /** The names of its headings, as links have them. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(CODE.matcher(text).replaceAll(""))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(anchors::add);
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  List<Snippet> snippets() {
    return SNIPPET.matcher(text).results().map(Document::snippet).toList();
  }

  private static Snippet snippet(MatchResult match) {
    return new Snippet(match.group(1), match.group(2));
  }

  /** Every piece of Java in it. */
  long javaBlocks() {
    return Pattern.compile("(?m)^```java$").matcher(text).results().count();
  }
}
