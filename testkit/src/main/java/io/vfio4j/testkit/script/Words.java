package io.vfio4j.testkit.script;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The words of a line, from left to right. */
final class Words {
  private final String line;
  private final Iterator<String> words;

  Words(String line) {
    this.line = line;
    this.words = List.of(line.split(" ", -1)).iterator();
  }

  boolean more() {
    return words.hasNext();
  }

  String word() {
    if (!words.hasNext()) {
      throw new ScriptException(line, "something is missing at its end");
    }
    return words.next();
  }

  long number() {
    String word = word();
    try {
      return word.startsWith("0x")
          ? Long.parseUnsignedLong(word.substring(2), 16)
          : Long.parseUnsignedLong(word);
    } catch (NumberFormatException e) {
      throw new ScriptException(line, word + " is no number", e);
    }
  }

  /** A number of 32 bits; unsigned. */
  int small() {
    long number = number();
    if (number >>> Integer.SIZE != 0) {
      throw new ScriptException(line, Long.toUnsignedString(number) + " has more than 32 bits");
    }
    return (int) number;
  }

  /** A number that memory is allocated by. */
  int sizeUpTo(int most) {
    int size = small();
    if (size < 0 || size > most) {
      throw new ScriptException(line, Integer.toUnsignedString(size) + " is more than " + most);
    }
    return size;
  }

  Hex hex() {
    String word = word();
    try {
      return word.equals("-") ? Hex.NONE : new Hex(word);
    } catch (IllegalArgumentException e) {
      throw new ScriptException(line, word + " is not made of bytes", e);
    }
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    String word = word();
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ScriptException(line, "what is " + word, e);
    }
  }

  void end() {
    if (words.hasNext()) {
      throw new ScriptException(line, "what is " + words.next());
    }
  }
}
