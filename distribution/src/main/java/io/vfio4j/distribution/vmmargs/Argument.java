package io.vfio4j.distribution.vmmargs;

import java.util.regex.Pattern;

/**
 * An option and its value.
 *
 * @param option for instance {@code -device}
 * @param value as the VMM is to get it
 */
public record Argument(String option, String value) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /** Both as words of a shell. */
  public String words() {
    return option + " " + quoted(value);
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
