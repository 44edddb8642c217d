package io.vfio4j.e2e;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.Script;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Where nvgrace answers a random operation otherwise than Linux' driver, as docs/differences.md has
 * it: each rule takes the operation and both answers into account.
 *
 * @param entry of docs/differences.md
 * @param rule whether an operation's two answers are of that kind
 */
record NvgraceDifferences(String entry, BiPredicate<Operation, Difference> rule)
    implements KnownDifference {
  private static final int RESMEM = 2;
  private static final int FAKE_BARS = 0x18;
  private static final int USEMEM_BAR = 0x20;
  private static final int END = 0x28;

  /**
   * All of them: none, where region 2 is the hardware's.
   *
   * @param resmem how much memory is in region 2, 0 if that is no memory
   */
  static List<KnownDifference> of(long resmem) {
    return resmem == 0
        ? List.of()
        : List.of(
            new NvgraceDifferences(
                "A config read that covers BAR 2/3 and BAR 4/5 of a GPU with resmem",
                NvgraceDifferences::readsBothBars),
            new NvgraceDifferences(
                "A config write that begins before a fake BAR",
                NvgraceDifferences::writesWhatIsBefore),
            new NvgraceDifferences(
                "A read or write of resmem that crosses its memory's end",
                (operation, difference) -> crosses(operation, difference, resmem)));
  }

  @Override
  public boolean allows(String reader, Difference difference) {
    Operation operation = Script.parse(difference.operation()).lines().getFirst().operation();
    return rule.test(operation, difference);
  }

  /** Only in the bytes of BAR 4/5. */
  private static boolean readsBothBars(Operation operation, Difference difference) {
    if (!(operation instanceof Operation.Read read) || read.region() != RegionIndex.CONFIG) {
      return false;
    }
    byte[] expected = bytes(difference.expected());
    byte[] actual = bytes(difference.actual());
    boolean both =
        read.offset() < USEMEM_BAR
            && read.offset() + expected.length > USEMEM_BAR
            && read.offset() + expected.length > FAKE_BARS;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      long at = read.offset() + i;
      both &= expected[i] == actual[i] || (at >= USEMEM_BAR && at < END);
    }
    return both && expected.length == actual.length;
  }

  /** How many bytes are in the BAR, and how many before it. */
  private static boolean writesWhatIsBefore(Operation operation, Difference difference) {
    return operation instanceof Operation.Write write
        && beginsBefore(write)
        && difference.expected().equals(Long.toString(inBar(write)))
        && difference.actual().equals(Long.toString(FAKE_BARS - write.offset()));
  }

  private static boolean beginsBefore(Operation.Write write) {
    return write.region() == RegionIndex.CONFIG
        && write.offset() < FAKE_BARS
        && write.offset() + write.bytes().length() > FAKE_BARS;
  }

  private static long inBar(Operation.Write write) {
    return Math.min(USEMEM_BAR - FAKE_BARS, write.offset() + write.bytes().length() - FAKE_BARS);
  }

  /**
   * What follows such a write: Linux dropped what is before the BAR, vfio4j left the BAR to the
   * next write. Both parts are written once more, by themselves.
   */
  static List<String> afterwards(Operation operation) {
    if (!(operation instanceof Operation.Write write) || !beginsBefore(write)) {
      return List.of();
    }
    String bytes = write.bytes().text();
    int before = 2 * (int) (FAKE_BARS - write.offset());
    return List.of(
        "write 7 0x%x %s".formatted(write.offset(), bytes.substring(0, before)),
        "write 7 0x%x %s"
            .formatted(FAKE_BARS, bytes.substring(before, before + 2 * (int) inBar(write))));
  }

  private static boolean crosses(Operation operation, Difference difference, long end) {
    return switch (operation) {
      case Operation.Read read ->
          crosses(read.region(), read.offset(), read.count(), end)
              && counts(difference, end - read.offset(), read.count())
              && isFilled(bytes(difference.expected()), bytes(difference.actual()));
      case Operation.Write write ->
          crosses(write.region(), write.offset(), write.bytes().length(), end)
              && counts(difference, end - write.offset(), write.bytes().length());
      default -> false;
    };
  }

  private static boolean crosses(int region, long offset, long count, long end) {
    return region == RESMEM && offset < end && offset + count > end;
  }

  private static boolean counts(Difference difference, long expected, long actual) {
    return count(difference.expected()).equals(Long.toString(expected))
        && count(difference.actual()).equals(Long.toString(actual));
  }

  private static boolean isFilled(byte[] memory, byte[] all) {
    boolean filled = true;
    for (int i = 0; i < all.length; i++) {
      filled &= all[i] == (i < memory.length ? memory[i] : (byte) 0xff);
    }
    return filled;
  }

  private static String count(String answer) {
    return answer.split(" ", -1)[0];
  }

  private static byte[] bytes(String answer) {
    String[] words = answer.split(" ", -1);
    return words.length == 2 ? HexFormat.of().parseHex(words[1]) : new byte[0];
  }
}
