package io.vfio4j.distribution.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each line of docs/lifecycle.md names a type of the api, or a test, that is there. */
class LifecyclePageTest {
  private static final Pattern HOLDER = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");

  /** A sentence and what holds it. */
  private record Line(String sentence, String holders) {

    static Stream<Line> of(String row) {
      String[] cells = row.split("\\|", -1);
      boolean isLine = cells.length == 4 && !cells[1].isBlank() && !cells[1].startsWith("---");
      return isLine ? Stream.of(new Line(cells[1].strip(), cells[2].strip())) : Stream.empty();
    }

    /** What it names that is not there, and itself if it names nothing. */
    List<String> missing(Sources sources) {
      List<String> missing = new ArrayList<>();
      Matcher holder = HOLDER.matcher(holders);
      if (!holder.find()) {
        return List.of(sentence);
      }
      do {
        if (!sources.has(holder.group(1), holder.group(2))) {
          missing.add(holder.group());
        }
      } while (holder.find());
      return missing;
    }
  }

  /** All Java of this tree. */
  private record Sources(List<Path> files) {

    static Sources read() throws IOException {
      try (Stream<Path> all = Files.walk(Document.ROOT)) {
        return new Sources(
            all.filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.toString().contains("/target/"))
                .toList());
      }
    }

    /** A test's method, or a type of the api without one. */
    boolean has(String type, @Nullable String method) {
      return method == null
          ? in("/api/src/main/java/", type).findAny().isPresent()
          : in("/src/test/java/", type).anyMatch(file -> isTest(text(file), method));
    }

    private Stream<Path> in(String folder, String type) {
      return files.stream()
          .filter(file -> file.toString().contains(folder))
          .filter(file -> file.endsWith(type + ".java"));
    }

    private static boolean isTest(String text, String method) {
      return Pattern.compile(
              "@(Test|ParameterizedTest)\\b[^{}]*(\\{[^{}]*}[^{}]*)?void " + method + "\\(")
          .matcher(text)
          .find();
    }

    private static String text(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Stream<Line> lines(String text) {
    return text.lines().filter(line -> line.startsWith("| ")).flatMap(Line::of);
  }

  @Test
  void everyLineNamesATypeOrATestThatHoldsIt() throws IOException {
    Sources sources = Sources.read();
    List<Line> lines = lines(Files.readString(Document.ROOT.resolve("docs/lifecycle.md"))).toList();

    List<String> missing = lines.stream().flatMap(line -> line.missing(sources).stream()).toList();

    assertEquals(List.of(), missing);
    assertTrue(lines.size() > 30, "found only " + lines.size());
  }

  @Test
  void whatIsNotThereOrNotNamedIsFound() throws IOException {
    Sources sources = Sources.read();
    String page =
        """
        | | held by |
        |---|---|
        | A. | `Mapping`, `Mappping` |
        | B. | `LinksTest.everyLine`, `LinksTest.aLinkToWhatIsNotThereIsFound` |
        | C. | everybody |
        """;
    assertEquals(
        List.of("`Mappping`", "`LinksTest.everyLine`", "C."),
        lines(page).flatMap(line -> line.missing(sources).stream()).toList());
  }
}
