package io.vfio4j.core.host.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/profile.md} says of each key what the schema says, and of no other. */
class ProfileDocumentationTest {
  private static final Path FILE = Path.of("..", "docs", "profile.md");
  private static final Pattern HEADING = Pattern.compile("### (.+)");
  private static final Pattern KEY =
      Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\|[^|]*\\|[^|]*\\|");

  private static Map<String, List<String>> documented() throws IOException {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      Matcher heading = HEADING.matcher(line);
      Matcher key = KEY.matcher(line);
      if (heading.matches()) {
        rows = new ArrayList<>();
        sections.put(heading.group(1), rows);
      } else if (key.matches()) {
        rows.add("%s: %s, %s".formatted(key.group(1), key.group(2), key.group(3)));
      }
    }
    return sections;
  }

  private static Map<String, List<String>> known() {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    for (Schema schema : ProfileSchema.all()) {
      List<String> rows = new ArrayList<>();
      for (Key key : schema.keys()) {
        rows.add("%s: %s, %s".formatted(key.name(), key.shape().type(), key.defaultText()));
      }
      assertFalse(sections.containsKey(schema.type()), schema.type());
      sections.put(schema.type(), rows);
    }
    return sections;
  }

  @Test
  void everyKeyIsDocumentedWithItsTypeAndDefault() throws IOException {
    Map<String, List<String>> documented = documented();
    known().forEach((type, keys) -> assertEquals(keys, documented.get(type), type));
  }

  @Test
  void everySectionIsOfSomethingThatThereIs() throws IOException {
    assertEquals(known().keySet(), documented().keySet());
  }

  @Test
  void exampleIsAProfile() throws IOException {
    String text = Files.readString(FILE);
    int start = text.indexOf("```json") + "```json".length();
    Profile profile = Profile.parse(text.substring(start, text.indexOf("```", start)), "example");
    assertEquals("one function with a page of registers", profile.description());
  }

  @Test
  void builtInProfilesAreListed() throws IOException {
    String text = Files.readString(FILE);
    for (String name : Profile.builtInNames()) {
      assertTrue(text.contains("| `" + name + "` |"), name);
    }
  }
}
