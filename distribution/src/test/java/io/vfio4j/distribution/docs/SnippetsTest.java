package io.vfio4j.distribution.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.distribution.docs.Document.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code in a document is a part of a source that is compiled, which the comment above it names. */
class SnippetsTest {

  @Test
  void everySnippetIsInTheSourceThatItNames() throws IOException {
    List<String> stale = new ArrayList<>();
    int snippets = 0;
    for (Document document : Document.all()) {
      for (Snippet snippet : document.snippets()) {
        snippets++;
        if (!isIn(source(snippet.file()), snippet.code())) {
          stale.add(document.path() + ": not in " + snippet.file() + ":\n" + snippet.code());
        }
      }
    }
    assertEquals(List.of(), stale);
    assertTrue(snippets > 10, "found only " + snippets);
  }

  @Test
  void theGuideShowsNoJavaWithoutItsSource() throws IOException {
    Document guide =
        Document.all().stream()
            .filter(document -> document.path().endsWith("writing-a-variant-driver.md"))
            .findFirst()
            .orElseThrow();
    long fromSources =
        guide.snippets().stream().filter(snippet -> snippet.file().endsWith(".java")).count();
    assertEquals(fromSources, guide.javaBlocks());
  }

  /** A file of the template is shown as its first product has it. */
  private static String source(String file) throws IOException {
    Path path = Document.ROOT.resolve(file);
    if (!Files.isRegularFile(path)) {
      return "";
    }
    return Files.readString(path)
        .replace("${classPrefix}", "Acme")
        .replace("${artifactId}", "acme")
        .replace("${package}", "com.acme");
  }

  /** Whole lines, indented alike. */
  private static boolean isIn(String source, String code) {
    return ("\n" + source).contains("\n" + code);
  }

  @Test
  void codeThatDiffersInOneCharacterIsFound() {
    String source = "class A {\n  int a;\n  int b;\n}\n";
    assertTrue(isIn(source, "  int a;\n  int b;\n"));
    assertFalse(isIn(source, "  int a;\n  int c;\n"));
    assertFalse(isIn(source, "int a;\n"));
  }
}
