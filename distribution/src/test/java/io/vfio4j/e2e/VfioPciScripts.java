package io.vfio4j.e2e;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptLine;
import io.vfio4j.testkit.script.random.DeviceShape;
import io.vfio4j.testkit.script.random.RandomScript;
import io.vfio4j.testkit.script.random.RegionShape;
import io.vfio4j.testkit.script.random.ScriptGenerator;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What one function is asked. Only the first script finds hardware as its profile has it: the
 * others begin with writing all of config space as it was.
 *
 * @param function which one
 */
record VfioPciScripts(VfioPciFunction function) {
  private static final int HEADER = 0x40;

  /** What goes on record: what is asked of every function, what of this one, and some of all. */
  RandomScript recorded() throws IOException, URISyntaxException {
    List<String> lines = new ArrayList<>(VfioPciFunction.resource("common"));
    if (function == VfioPciFunction.PLAIN) {
      lines.addAll(VfioPciFunction.resource("once"));
    }
    lines.addAll(VfioPciFunction.resource(function.text()));
    int seed = function.port();
    lines.addAll(function.sweeps(Sample.some(seed, 24), Sample.some(seed, 8)));
    List<Script> steps = steps(lines);
    return new RandomScript(0, steps.getFirst(), steps.subList(1, steps.size()));
  }

  /** What real interrupts do, of functions that raise some without being given memory. */
  Script interrupts() throws IOException, URISyntaxException {
    String text = String.join("\n", VfioPciFunction.resource(function.text() + "-interrupts"));
    return Script.parse("probe\n" + text);
  }

  /** Leaves the function as its profile has it. */
  Script restoration() {
    return opening(Script.parse("probe"));
  }

  /** Of SET_IRQS in all ways and writes to all of config space one half, the same by a seed. */
  RandomScript sweeps(long seed) {
    List<String> lines = function.sweeps(Sample.some(seed, 2), Sample.some(seed, 2));
    return new RandomScript(seed, opening(Script.parse("probe")), steps(lines));
  }

  /** By chance, the same for the same seed. */
  RandomScript random(long seed, int operations) {
    RandomScript script = generator().script(seed, operations);
    return new RandomScript(seed, opening(script.opening()), script.steps());
  }

  private static List<Script> steps(List<String> lines) {
    return lines.stream().map(Script::parse).filter(step -> !step.lines().isEmpty()).toList();
  }

  private Script opening(Script usual) {
    List<String> lines = new ArrayList<>(usual.lines().stream().map(ScriptLine::text).toList());
    lines.addAll(function.noVectorsWereOn());
    lines.add("write 7 0xc 0000");
    lines.add("write 7 0x40 " + registersAtOpen());
    return Script.parse(String.join("\n", lines));
  }

  private String registersAtOpen() {
    try (SimulatedDevice simulated = function.bind()) {
      simulated.device().open();
      byte[] bytes = new byte[function.configSize() - HEADER];
      simulated.device().read(RegionIndex.CONFIG, HEADER, MemorySegment.ofArray(bytes));
      simulated.device().close();
      return HexFormat.of().formatHex(bytes);
    }
  }

  /**
   * Of its BARs those are written whose contents the profile describes: the plain function's, but
   * for registers that raise interrupts or start DMA.
   */
  private ScriptGenerator generator() {
    DeviceShape shape = shape();
    List<RegionShape> described = new ArrayList<>();
    List<RegionShape> others = new ArrayList<>();
    for (RegionShape region : shape.regions()) {
      boolean bar = region.size() > 0 && region.index() <= RegionIndex.BAR5;
      boolean plain = function == VfioPciFunction.PLAIN && region.index() != function.tableBar();
      (!bar || plain ? described : others).add(region);
    }
    DeviceShape known =
        new DeviceShape(described, shape.config(), shape.revival(), shape.resets())
            .sparing(0, 0x20, 0x40);
    return ScriptGenerator.of(known)
        .with(200, new BarTouches(others, function.tableBar(), function.table()));
  }

  private DeviceShape shape() {
    try (SimulatedDevice simulated = function.bind()) {
      simulated.device().open();
      DeviceShape shape = DeviceShape.of(simulated.device());
      simulated.device().close();
      return shape;
    }
  }
}
