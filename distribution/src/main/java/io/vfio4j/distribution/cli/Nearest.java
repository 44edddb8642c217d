package io.vfio4j.distribution.cli;

import java.util.Comparator;
import java.util.List;

/** What a user may have meant who mistyped a name. */
final class Nearest {
  private static final int MOST = 2;

  private Nearest() {}

  /** For the end of a message: empty if nothing is near. */
  static String hint(String word, List<String> names) {
    return names.stream()
        .filter(name -> slips(word, name) <= Math.min(MOST, word.length() / 2))
        .min(Comparator.comparingInt(name -> slips(word, name)))
        .map(name -> ", perhaps " + name)
        .orElse("");
  }

  /** Letters to add, to leave out or to change (Levenshtein's distance). */
  static int slips(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      before[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      before = row(before, from.charAt(row - 1), row, to);
    }
    return before[to.length()];
  }

  private static int[] row(int[] before, char letter, int row, String to) {
    int[] now = new int[before.length];
    now[0] = row;
    for (int column = 1; column < now.length; column++) {
      int changed = before[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
      now[column] = Math.min(changed, 1 + Math.min(before[column], now[column - 1]));
    }
    return now;
  }
}
