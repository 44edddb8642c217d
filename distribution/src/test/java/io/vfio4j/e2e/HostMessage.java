package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.Hex;
import io.vfio4j.testkit.script.KnownDifference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads of config space in which nothing differs but bytes of MSI's address and data that are 0
 * here: a client that opens the device after another sees there what is left of that one.
 *
 * @param capability where MSI's capability is
 */
record HostMessage(int capability) implements KnownDifference {
  private static final Pattern READ = Pattern.compile("read 7 0x([0-9a-f]+) [0-9]+");
  private static final Pattern BYTES = Pattern.compile("[0-9]+ ([0-9a-f]+)");
  private static final int ADDRESS = 4;
  private static final int END = 14;

  @Override
  public String entry() {
    return "MSI's address and data, for a client that opens a function after another has used MSI";
  }

  @Override
  public boolean allows(String reader, Difference difference) {
    Matcher read = READ.matcher(difference.operation());
    Matcher expected = BYTES.matcher(difference.expected());
    Matcher actual = BYTES.matcher(difference.actual());
    return read.matches()
        && expected.matches()
        && actual.matches()
        && onlyMessage(
            Integer.parseInt(read.group(1), 16),
            new Hex(expected.group(1)).bytes(),
            new Hex(actual.group(1)).bytes());
  }

  private boolean onlyMessage(int offset, byte[] expected, byte[] actual) {
    boolean only = expected.length == actual.length;
    for (int i = 0; only && i < expected.length; i++) {
      int at = offset + i - capability;
      boolean message = at >= ADDRESS && at < END && actual[i] == 0;
      only = message || expected[i] == actual[i];
    }
    return only;
  }
}
