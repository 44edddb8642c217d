package io.vfio4j.testkit.script;

import java.util.List;
import java.util.Map;

/**
 * A line's words: a word stands for itself, {@code *} for any, {@code $name} for one that is the
 * same wherever that name is, {@code ...} at the end for all the rest, the same wherever it is.
 */
record AnswerPattern(List<String> words) {
  private static final String REST = "...";

  static AnswerPattern parse(String text) {
    return new AnswerPattern(List.of(text.split(" ", -1)));
  }

  /**
   * Whether a line is one of those.
   *
   * @param named what names stand for; added to
   */
  boolean matches(String line, Map<String, String> named) {
    List<String> actual = List.of(line.split(" ", -1));
    boolean open = words.getLast().equals(REST);
    int fixed = open ? words.size() - 1 : words.size();
    if (open ? actual.size() < fixed : actual.size() != fixed) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      if (!matches(words.get(i), actual.get(i), named)) {
        return false;
      }
    }
    return !open || same(REST, String.join(" ", actual.subList(fixed, actual.size())), named);
  }

  private static boolean matches(String word, String actual, Map<String, String> named) {
    return word.startsWith("$")
        ? same(word, actual, named)
        : word.equals("*") || word.equals(actual);
  }

  private static boolean same(String name, String actual, Map<String, String> named) {
    String before = named.putIfAbsent(name, actual);
    return before == null || before.equals(actual);
  }
}
