package io.vfio4j.testkit.script.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.CoreDriver;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.AllowedDifference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptLine;
import io.vfio4j.testkit.script.Shrinker;
import io.vfio4j.testkit.script.SpiReader;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RandomComparisonTest {
  private static final String PROFILE = "gh200-no-acpi";
  private static final int OPERATIONS = 2000;

  private static SimulatedDevice bind(UnaryOperator<VfioDevice> wrapper) {
    return SimulatedDevice.bind(PROFILE, new CoreDriver(wrapper));
  }

  private static ScriptRunner runner(UnaryOperator<VfioDevice> wrapper) {
    return script -> new SpiReader(() -> bind(wrapper)).run(script);
  }

  private static RandomScript script(long seed) {
    try (SimulatedDevice device = bind(UnaryOperator.identity())) {
      device.device().open();
      DeviceShape shape = DeviceShape.of(device.device());
      device.device().close();
      return ScriptGenerator.of(shape).script(seed, OPERATIONS);
    }
  }

  private static RandomComparison against(
      UnaryOperator<VfioDevice> wrapper, List<? extends KnownDifference> known) {
    return new RandomComparison("spi", runner(UnaryOperator.identity()), runner(wrapper), known);
  }

  /** Wrong in one way: three bytes are said to be written to region 2, and are not. */
  private static VfioDevice withALoss(VfioDevice device) {
    return new ForwardingVfioDevice(device) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        return region == 2 && source.byteSize() == 3
            ? super.write(region, offset, source.asSlice(0, 0)) + 3
            : super.write(region, offset, source);
      }
    };
  }

  /** Wrong in one way: the last byte of a register's neighbour goes along. */
  private static VfioDevice withALeak(VfioDevice device) {
    return new ForwardingVfioDevice(device) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        return region == RegionIndex.CONFIG && offset == 0x11 && target.byteSize() == 3
            ? super.read(region, 0x10, target)
            : super.read(region, offset, target);
      }
    };
  }

  @Test
  void findsNothingBetweenTwoOfTheSame() {
    RandomScript script = script(1);
    ComparisonResult result = against(UnaryOperator.identity(), List.of()).compare(script);
    int operations = script.script().lines().size();
    assertEquals(new ComparisonResult(1, operations, Map.of(), List.of()), result);
    assertEquals(
        "seed 1: %d operations, %d equal, 0 differ as listed, 0 otherwise"
            .formatted(operations, operations),
        result.toString());
  }

  @Test
  void isTheSameAgain() {
    RandomScript script = script(2);
    ScriptRunner runner = runner(UnaryOperator.identity());
    assertEquals(runner.run(script.script()), runner.run(script.script()));
  }

  @Test
  void shortensAScriptToTheOperationsThatShowWhatIsWrong() {
    RandomScript script = script(3);
    RandomComparison comparison = against(RandomComparisonTest::withALoss, List.of());
    ComparisonResult result = comparison.compare(script);
    List<Script> shortest =
        comparison.shortest(script, result.unknown().getFirst(), new Shrinker(500));
    List<String> lines = lines(shortest);
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.getFirst().matches("write 2 \\S+ [0-9a-f]{6}"), lines.toString());
    assertEquals(result.unknown().getFirst().operation(), lines.getLast());
  }

  @Test
  void shortensToASingleLineWhereOneIsEnough() {
    RandomScript script = script(4);
    Script wrong = Script.parse("read 7 0x11 3");
    RandomScript withIt =
        new RandomScript(
            4,
            script.opening(),
            java.util.stream.Stream.concat(
                    script.steps().stream(), java.util.stream.Stream.of(wrong))
                .toList());
    RandomComparison comparison = against(RandomComparisonTest::withALeak, List.of());
    ComparisonResult result = comparison.compare(withIt);
    assertEquals(
        List.of("read 7 0x11 3"),
        lines(comparison.shortest(withIt, result.unknown().getLast(), new Shrinker(500))));
  }

  @Test
  void countsWhatIsAllowedByItsEntry() {
    List<AllowedDifference> known =
        AllowedDifference.parse("spi | read 7 0x11 3 | 3 * | 3 * | A leak");
    RandomScript script =
        new RandomScript(5, Script.parse("probe"), List.of(Script.parse("read 7 0x11 3")));
    ComparisonResult result = against(RandomComparisonTest::withALeak, known).compare(script);
    assertEquals(new ComparisonResult(5, 2, Map.of("A leak", 1), List.of()), result);
    assertEquals(
        "seed 5: 2 operations, 1 equal, 1 differ as listed, 0 otherwise\n      1 A leak",
        result.toString());
  }

  @Test
  void explainsWithTheShortestScriptAndOnlyTheMemoryThatItTouches() {
    Script opening = Script.parse("probe\nwrite 0 0x0 00\nwrite 2 0x0 00\nwrite 2 0x10 00");
    Script written = Script.parse("write 2 0xf 010203");
    Script read = Script.parse("read 2 0xf 3");
    RandomScript script =
        new RandomScript(6, opening, List.of(Script.parse("info"), written, read));
    RandomComparison comparison = against(RandomComparisonTest::withALoss, List.of());
    String text = comparison.explain(script, comparison.compare(script), new Shrinker(500));
    assertTrue(
        text.endsWith(
            """
            still differs at the first of them:
            probe
            write 2 0x10 00
            write 2 0xf 010203
            read 2 0xf 3
            """),
        text);
  }

  @Test
  void countsWhatItAsked() {
    RandomScript script =
        new RandomScript(7, Script.parse("probe"), List.of(Script.parse("region 42 32")));
    Coverage coverage = new Coverage(Map.of());
    against(UnaryOperator.identity(), List.of()).compare(script, coverage);
    assertEquals(
        "  asked refused\n      1       0 probe\n      1       1 region", coverage.toString());
  }

  private static List<String> lines(List<Script> steps) {
    return steps.stream().flatMap(step -> step.lines().stream()).map(ScriptLine::text).toList();
  }
}
