package io.vfio4j.core.host.sim.profile;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Bytes as they are written: they take their memory once they are wanted, not before. */
record HexText(String text) {
  private static final Pattern REPEATED = Pattern.compile("([0-9a-fA-F]{2})\\*([1-9][0-9]{0,6})");

  private record Run(byte[] unit, int times) {
    static Run of(String word) {
      Matcher repeated = REPEATED.matcher(word);
      boolean once = !repeated.matches();
      byte[] unit = HexFormat.of().parseHex(once ? word : repeated.group(1));
      return new Run(unit, once ? 1 : Integer.parseInt(repeated.group(2)));
    }

    long length() {
      return (long) unit.length * times;
    }
  }

  /**
   * How many they are.
   *
   * @throws IllegalArgumentException if the text is none
   */
  long length() {
    return runs().mapToLong(Run::length).sum();
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length()));
    runs().forEach(run -> put(run, bytes));
    return bytes.array();
  }

  private static void put(Run run, ByteBuffer bytes) {
    for (int i = 0; i < run.times(); i++) {
      bytes.put(run.unit());
    }
  }

  private Stream<Run> runs() {
    return Stream.of(text.split(" ", -1)).map(Run::of);
  }
}
