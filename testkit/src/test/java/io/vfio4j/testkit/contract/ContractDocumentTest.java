package io.vfio4j.testkit.contract;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.packaging.PackagingContract;
import io.vfio4j.testkit.contract.rule.RuleInfo;
import io.vfio4j.testkit.contract.rule.Strength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/device-contract.md lists the rules as they are. */
class ContractDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/device-contract.md");
  private static final String PACKAGING = "K";

  static List<List<RuleInfo>> concerns() {
    List<List<RuleInfo>> concerns = new ArrayList<>();
    Nothing.CONTRACT.concerns().forEach(part -> concerns.add(RuleInfo.of(part.getClass())));
    concerns.add(RuleInfo.of(PackagingContract.class));
    return concerns;
  }

  private static final class Nothing extends VfioDeviceContract {
    static final VfioDeviceContract CONTRACT = new Nothing();

    @Override
    protected SimulatedDevice bind() {
      throw new IllegalStateException("nothing is bound here");
    }
  }

  @ParameterizedTest
  @MethodSource("concerns")
  void itHasTheTableOfEachConcern(List<RuleInfo> rules) throws IOException {
    String heading = "## %s: ".formatted(rules.getFirst().concern());
    String text = Files.readString(DOCUMENT);
    int section = text.indexOf(heading);
    assertTrue(section > 0, "no heading " + heading);
    String table = head(rules) + rules.stream().map(ContractDocumentTest::row).collect(joining());
    int begin = text.indexOf("| Rule", section);
    int end = begin < 0 ? -1 : text.indexOf("\n\n", begin);
    assertEquals(table, begin < 0 ? "" : text.substring(begin, end < 0 ? text.length() : end + 1));
  }

  private static String head(List<RuleInfo> rules) {
    return asksADevice(rules.getFirst())
        ? """
        | Rule | Strength | What it says | Look at first | Over a socket |
        |---|---|---|---|---|
        """
        : """
        | Rule | Strength | What it says | Look at first |
        |---|---|---|---|
        """;
  }

  private static boolean asksADevice(RuleInfo rule) {
    return !rule.concern().equals(PACKAGING);
  }

  private static String row(RuleInfo rule) {
    String cells =
        "| %s | %s | %s | %s |".formatted(rule.id(), rule.strength(), rule.says(), rule.lookAt());
    return cells + (asksADevice(rule) ? " %s |\n".formatted(overSocket(rule)) : "\n");
  }

  private static String overSocket(RuleInfo rule) {
    if (rule.strength() == Strength.UNTESTED) {
      return "untested";
    }
    return rule.notOverSocket().isEmpty() ? "seen" : "not seen: " + rule.notOverSocket();
  }

  @Test
  void noTwoRulesHaveTheSameNumber() {
    List<String> ids =
        concerns().stream().flatMap(List::stream).map(RuleInfo::id).collect(Collectors.toList());
    assertEquals(ids.size(), Set.copyOf(ids).size(), ids.toString());
  }
}
