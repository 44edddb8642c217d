package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Shrinker;
import io.vfio4j.testkit.script.random.ComparisonResult;
import io.vfio4j.testkit.script.random.Coverage;
import io.vfio4j.testkit.script.random.RandomComparison;
import io.vfio4j.testkit.script.random.RandomScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Linux's own nvgrace-gpu driver in a guest and vfio4j's here, on the same hardware, answer the
 * same random operations alike, but for what docs/differences.md has.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomOperationsIT {
  private static final Path DOCUMENTED = Path.of("../docs/differences.md");
  private static final Map<String, String> MEMORY =
      Map.of("gh200", "0x6F000000", "gb200", "0x5F000000");
  private static final int OPERATIONS = Integer.getInteger("vfio4j.random.operations", 10_000);
  private static final int SEEDS = 3;
  private static final int MOST_ATTEMPTS = 200;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Map<String, NvgracePair> booted = new HashMap<>();

  private NvgracePair pair(String model) throws Exception {
    if (!booted.containsKey(model)) {
      booted.put(model, NvgracePair.boot(model, MEMORY.get(model)));
    }
    return booted.get(model);
  }

  @AfterAll
  void close() throws Exception {
    for (NvgracePair each : booted.values()) {
      each.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"gh200", "gb200"})
  void theKernelsDriverAndOursAnswerAlike(String model) throws Exception {
    NvgracePair pair = pair(model);
    RandomComparison comparison = pair.comparison();
    Coverage coverage = pair.coverage();
    Set<String> met = new HashSet<>();
    for (long seed : RandomSeeds.of(SEEDS)) {
      RandomScript script = pair.generator().script(seed, OPERATIONS);
      long start = System.nanoTime();
      ComparisonResult result = comparison.compare(script, coverage);
      System.out.printf(
          "%s, in %d s, %s%n",
          model, Duration.ofNanos(System.nanoTime() - start).toSeconds(), result);
      met.addAll(result.listed().keySet());
      assertNothingUnknown(model, comparison, script, result);
    }
    System.out.println(model + ", all scripts:\n" + coverage);
    assertEquals(List.of(), coverage.missing(), "asked in no script: it is worth little");
    assertEquals(entries(pair.known()), met, "on the list, and no difference any more");
  }

  private static void assertNothingUnknown(
      String model, RandomComparison comparison, RandomScript script, ComparisonResult result) {
    if (!result.unknown().isEmpty()) {
      fail(
          "%s: %s%nAgain: mvn verify -Pe2e -DskipTests -DskipITs -Dit.test=%s -Dvfio4j.random.seed=%d"
              .formatted(
                  model,
                  comparison.explain(script, result, shrinker()),
                  RandomOperationsIT.class.getSimpleName(),
                  script.seed()));
    }
  }

  private static Shrinker shrinker() {
    long end = System.nanoTime() + LONGEST.toNanos();
    return new Shrinker(MOST_ATTEMPTS, () -> System.nanoTime() - end < 0);
  }

  @Test
  void whatIsWrongIsFoundAndShownByAScriptOfAFewLines() throws Exception {
    NvgracePair pair = pair("gh200");
    RandomComparison comparison = pair.comparisonWithAWrongOne();
    RandomScript script = pair.generator().script(1, 3000);
    ComparisonResult result = comparison.compare(script);
    assertFalse(result.unknown().isEmpty(), "a wrong answer that nobody sees");
    String explained = comparison.explain(script, result, shrinker());
    System.out.println("a wrong driver, " + explained);
    List<String> lines = explained.substring(explained.indexOf("\nprobe\n") + 1).lines().toList();
    assertTrue(lines.size() <= 6, explained);
    assertTrue(lines.contains("reset"), explained);
    assertTrue(lines.getLast().startsWith("read 7 "), explained);
  }

  @Test
  void hasADocumentedReasonForEachDifference() throws IOException {
    String documented = Files.readString(DOCUMENTED);
    for (String entry : entries(NvgraceDifferences.of(1))) {
      assertTrue(documented.contains("| " + entry + " |"), entry);
    }
  }

  private static Set<String> entries(List<KnownDifference> known) {
    return known.stream().map(KnownDifference::entry).collect(Collectors.toSet());
  }
}
