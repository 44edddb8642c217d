package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes random scripts for a device.
 *
 * <p>All that scripts can say is made, the impossible too, but for this:
 *
 * <ul>
 *   <li>Offsets from 2^40 on, and lengths of that order: a device's file has its regions 2^40
 *       apart, so there they are another region's, or the kernel refuses before a driver is asked.
 *   <li>Reads of memory outside of what the opening fills: it may hold anything.
 *   <li>{@code dma-map} and {@code dma-unmap}: their answers are the container's, which is no part
 *       of a device.
 *   <li>The ioctls that a script has words for, once more as raw {@code ioctl}: not every reader
 *       can say them. Nor those that any file has, which never get to a driver.
 *   <li>{@code signals} of more vectors than readers keep.
 *   <li>What the {@link DeviceShape} spares, which says why.
 * </ul>
 *
 * @since 0.1
 */
public final class ScriptGenerator {
  private final DeviceShape shape;
  private final List<Weighted> additional;
  private final Function<Operation, List<String>> completion;

  private record Weighted(int weight, Function<DeviceShape, OperationSource> source) {}

  private ScriptGenerator(
      DeviceShape shape, List<Weighted> additional, Function<Operation, List<String>> completion) {
    this.shape = shape;
    this.additional = List.copyOf(additional);
    this.completion = completion;
  }

  /**
   * The usual mix.
   *
   * @param shape the device's
   */
  public static ScriptGenerator of(DeviceShape shape) {
    return new ScriptGenerator(shape, List.of(), _ -> List.of());
  }

  /**
   * The same with operations that this device alone has.
   *
   * @param weight how often; the usual ones together have 1000
   * @param source makes them
   */
  public ScriptGenerator with(int weight, OperationSource source) {
    return withMore(weight, _ -> source);
  }

  /**
   * The same with more accesses that straddle an edge of some regions, and more mappings of them.
   *
   * @param weight how often, beside those that are made anyway
   * @param regions their indices
   */
  public ScriptGenerator withAccesses(int weight, Set<Integer> regions) {
    return withMore(weight, places -> new EdgeAccesses(places.with(regions)));
  }

  /**
   * The same with more accesses to BAR registers: sizes are asked for, addresses set, and what
   * straddles one register and the next is read and written.
   *
   * @param weight how often, beside what config space is accessed anyway
   */
  public ScriptGenerator withBarRegisters(int weight) {
    return withMore(weight, places -> new BarRegisters(places.config()));
  }

  private ScriptGenerator withMore(int weight, Function<DeviceShape, OperationSource> source) {
    List<Weighted> more = new ArrayList<>(additional);
    more.add(new Weighted(weight, source));
    return new ScriptGenerator(shape, more, completion);
  }

  /**
   * The same, where some operations have others follow them at once. So two devices are of one mind
   * again after what they are known to do differently.
   *
   * @param completion the lines that follow an operation, mostly none
   */
  public ScriptGenerator completing(Function<Operation, List<String>> completion) {
    return new ScriptGenerator(shape, additional, completion);
  }

  /**
   * A script.
   *
   * @param seed of the numbers that make it; the same one makes the same script
   * @param operations how many, beside the opening; the last step may exceed it
   */
  public RandomScript script(long seed, int operations) {
    Random random = new Random(seed);
    DeviceShape places = shape.withRandomEdges(random);
    List<Weighted> sources = sources();
    List<Script> steps = new ArrayList<>();
    int made = 0;
    while (made < operations) {
      Script step = completed(parse(chosen(sources, random).apply(places).next(random)));
      steps.add(step);
      made += step.lines().size();
    }
    return new RandomScript(seed, Opening.of(places), steps);
  }

  private Script completed(Script step) {
    List<ScriptLine> lines = new ArrayList<>();
    for (ScriptLine line : step.lines()) {
      lines.add(line);
      lines.addAll(parse(completion.apply(line.operation())).lines());
    }
    return new Script(lines);
  }

  private static Script parse(List<String> lines) {
    return Script.parse(String.join("\n", lines));
  }

  private List<Weighted> sources() {
    List<Weighted> all = new ArrayList<>(additional);
    all.add(new Weighted(330, places -> new RegionAccesses(places.regions())));
    all.add(new Weighted(130, places -> new ConfigReads(places.config())));
    all.add(new Weighted(200, places -> new ConfigWrites(places.config())));
    all.add(new Weighted(60, Mappings::new));
    all.add(new Weighted(60, Questions::new));
    all.add(new Weighted(100, _ -> new Interrupts()));
    all.add(new Weighted(40, _ -> new Features()));
    all.add(new Weighted(20, _ -> new OtherIoctls()));
    all.add(new Weighted(50, places -> _ -> places.revival()));
    all.add(new Weighted(10, places -> new Resets(places.resets())));
    return all;
  }

  private static Function<DeviceShape, OperationSource> chosen(
      List<Weighted> sources, Random random) {
    int left = random.nextInt(sources.stream().mapToInt(Weighted::weight).sum());
    for (Weighted each : sources) {
      left -= each.weight();
      if (left < 0) {
        return each.source();
      }
    }
    throw new IllegalStateException("weights are positive");
  }
}
