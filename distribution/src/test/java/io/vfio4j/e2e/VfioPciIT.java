package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Shrinker;
import io.vfio4j.testkit.script.Transcript;
import io.vfio4j.testkit.script.random.ComparisonResult;
import io.vfio4j.testkit.script.random.RandomComparison;
import io.vfio4j.testkit.script.random.RandomScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Linux' own vfio-pci, in a guest, and our vfio-pci-core, here, answer the same scripts on the same
 * functions: devices of QEMU's own, of which we have a profile, and the plain function that we
 * serve to the guest.
 */
@Timeout(900)
class VfioPciIT {
  private static final int RANDOM_SCRIPTS = 3;
  private static final int RANDOM_OPERATIONS = Integer.getInteger("vfio4j.random.operations", 1000);
  private static final int MOST_ATTEMPTS = 100;

  private static final long SEED = RandomSeeds.of(1)[0];

  private final List<String> unknown = new ArrayList<>();
  private int operations;
  private int listed;

  @Test
  void linuxAndTheCoreAnswerTheSameScripts() throws Exception {
    List<String> captured;
    try (Agent agent = Agent.serve("--host", "sim:" + VfioPciFunction.PLAIN.profile());
        VfioPciGuest guest = VfioPciGuest.boot(agent.socket(VfioPciFunction.PLAIN.address()))) {
      captured = Records.profile(guest).lines().toList();
      for (VfioPciFunction function : VfioPciFunction.values()) {
        compare(function, guest);
      }
    }
    System.out.printf(
        "%d operations, %d differ as listed, %d otherwise%n", operations, listed, unknown.size());
    assertLinesMatch(Files.readAllLines(VfioPciFunction.EDU.profile()), captured);
    assertEquals(
        "", String.join("\n", unknown), "-Dvfio4j.random.seed=" + SEED + " makes the same scripts");
  }

  @Test
  void hasADocumentedReasonForEachDifference() throws Exception {
    String documented = Files.readString(Path.of("..", "docs", "differences.md"));
    for (VfioPciFunction function : VfioPciFunction.values()) {
      for (KnownDifference row : function.known()) {
        assertTrue(documented.contains("| " + row.entry() + " |"), row::entry);
      }
    }
  }

  private void compare(VfioPciFunction function, VfioPciGuest guest) throws Exception {
    RandomComparison live =
        new RandomComparison(
            "spi", script -> guest.run(function, script), function::answers, function.known());
    VfioPciScripts scripts = new VfioPciScripts(function);
    Transcript answers = guest.run(function, scripts.recorded().script());
    Records.write(function, answers);
    RandomComparison record =
        new RandomComparison("spi", _ -> answers, function::answers, function.known());
    note(function, "on record", record.compare(scripts.recorded()));
    compare(function, "half of all", scripts.sweeps(SEED), live);
    for (int i = 0; i < RANDOM_SCRIPTS; i++) {
      compare(function, "by chance", scripts.random(SEED + i, RANDOM_OPERATIONS), live);
    }
  }

  private void compare(
      VfioPciFunction function, String what, RandomScript script, RandomComparison comparison) {
    ComparisonResult result = comparison.compare(script);
    note(function, what, result);
    if (!result.unknown().isEmpty()) {
      System.out.println(shortest(script, result.unknown().getFirst(), comparison));
    }
  }

  private void note(VfioPciFunction function, String what, ComparisonResult result) {
    System.out.printf("%s, %s, %s%n", function.text(), what, result);
    operations += result.operations();
    listed += result.listed().values().stream().mapToInt(Integer::intValue).sum();
    result.unknown().forEach(each -> unknown.add("%s, %s, %s".formatted(function, what, each)));
  }

  private static String shortest(
      RandomScript script, Difference first, RandomComparison comparison) {
    return comparison.shortest(script, first, new Shrinker(MOST_ATTEMPTS)).stream()
        .flatMap(step -> step.lines().stream())
        .map(line -> line.text() + "\n")
        .collect(
            Collectors.joining("", first + "\nThe shortest script found that still does:\n", ""));
  }
}
