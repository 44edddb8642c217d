package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.Hex;
import io.vfio4j.testkit.script.KnownDifference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads of config space in which nothing differs but what a client before has left in MSI's
 * registers: address and data, which are 0 here, and how many vectors may be said to be on, which
 * are fewer here.
 *
 * @param capability where MSI's capability is
 */
record MsiRemains(int capability) implements KnownDifference {
  private static final Pattern READ = Pattern.compile("read 7 0x([0-9a-f]+) [0-9]+");
  private static final Pattern BYTES = Pattern.compile("[0-9]+ ([0-9a-f]+)");
  private static final int CONTROL = 2;
  private static final int QUEUE_SIZE = 0x70;
  private static final int ADDRESS = 4;
  private static final int END = 14;

  @Override
  public String entry() {
    return "MSI's registers, for a client that opens a function after another has used MSI";
  }

  @Override
  public boolean allows(String reader, Difference difference) {
    Matcher read = READ.matcher(difference.operation());
    Matcher expected = BYTES.matcher(difference.expected());
    Matcher actual = BYTES.matcher(difference.actual());
    return read.matches()
        && expected.matches()
        && actual.matches()
        && onlyRemains(
            Integer.parseInt(read.group(1), 16),
            new Hex(expected.group(1)).bytes(),
            new Hex(actual.group(1)).bytes());
  }

  private boolean onlyRemains(int offset, byte[] expected, byte[] actual) {
    boolean only = expected.length == actual.length;
    for (int i = 0; only && i < expected.length; i++) {
      only = expected[i] == actual[i] || isLeft(offset + i - capability, expected[i], actual[i]);
    }
    return only;
  }

  private static boolean isLeft(int at, int expected, int actual) {
    if (at == CONTROL) {
      boolean fewer = (actual & QUEUE_SIZE) < (expected & QUEUE_SIZE);
      return fewer && ((actual ^ expected) & ~QUEUE_SIZE) == 0;
    }
    return at >= ADDRESS && at < END && actual == 0;
  }
}
