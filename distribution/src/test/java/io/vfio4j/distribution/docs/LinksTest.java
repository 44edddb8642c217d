package io.vfio4j.distribution.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {

  @Test
  void everyLinkLeadsToAFileOfThisTreeAndToAHeadingInIt() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Document document : Document.all()) {
      for (String link : document.links()) {
        links++;
        if (!leadsSomewhere(document, link)) {
          broken.add(document.path() + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 50, "found only " + links);
  }

  private static boolean leadsSomewhere(Document document, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path from = Document.ROOT.resolve(document.path());
    Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (!file.startsWith(Document.ROOT) || Files.notExists(file)) {
      return false;
    }
    return parts.length == 1
        || new Document(file, Files.readString(file)).anchors().contains(parts[1]);
  }

  @Test
  void everyFileOfThisTreeThatIsNamedIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Document document : Document.all()) {
      for (String file : document.namedFiles()) {
        if (Files.notExists(Document.ROOT.resolve(file))) {
          missing.add(document.path() + ": " + file);
        }
      }
    }
    assertEquals(List.of(), missing);
    Document page = new Document(Path.of("README.md"), "run `REPS=1 tools/x.sh`, `tools/no.sh -v`");
    assertEquals(List.of("tools/no.sh"), page.namedFiles());
  }

  @Test
  void aLinkToWhatIsNotThereIsFound() throws IOException {
    Document page = new Document(Path.of("README.md"), "[a](docs/no.md) [b](#c) [d](#e-f)\n## E f");
    assertEquals(List.of("docs/no.md", "#c", "#e-f"), page.links());
    assertEquals(
        List.of(false, false, true),
        List.of(
            leadsSomewhere(page, "docs/no.md"),
            page.anchors().contains("c"),
            page.anchors().contains("e-f")));
  }
}
