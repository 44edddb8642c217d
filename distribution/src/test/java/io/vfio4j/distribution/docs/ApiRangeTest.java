package io.vfio4j.distribution.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.plugin.ApiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The version of the api is in one place; the range of it that files name follows from it. */
class ApiRangeTest {
  private static final Pattern RANGE = Pattern.compile(">=[\\d.]+ & <[\\d.]+");

  private static List<String> ranges(String file) throws IOException {
    String text = Files.readString(Document.ROOT.resolve(file));
    return RANGE
        .matcher(text.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
        .results()
        .map(match -> match.group())
        .distinct()
        .toList();
  }

  @Test
  void everyFileThatNamesARangeNamesTheCurrentOne() throws IOException {
    for (String file :
        List.of(
            "pom.xml",
            "examples/example-edu/src/main/resources/META-INF/MANIFEST.MF",
            "examples/example-trace/src/main/resources/META-INF/MANIFEST.MF",
            "docs/wrong-plugins.md")) {
      assertEquals(List.of(ApiVersion.range()), ranges(file), file);
    }
  }
}
