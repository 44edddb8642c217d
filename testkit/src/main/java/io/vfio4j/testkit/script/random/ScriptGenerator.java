package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes random scripts for a device.
 *
 * <p>All that scripts can say is made, the impossible too, but for this:
 *
 * <ul>
 *   <li>Offsets from 2^40 on, and lengths of that order: a device's file has its regions 2^40
 *       apart, so there they are another region's, or the kernel refuses before a driver is asked.
 *   <li>Reads of memory outside of what the opening fills: it may hold anything.
 *   <li>{@code dma-map} and {@code dma-unmap}: what is mapped stays in the container, and keeps the
 *       device open in the kernel, over a {@code reopen}.
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

  private record Weighted(int weight, OperationSource source) {}

  private ScriptGenerator(DeviceShape shape, List<Weighted> additional) {
    this.shape = shape;
    this.additional = List.copyOf(additional);
  }

  /**
   * The usual mix.
   *
   * @param shape the device's
   */
  public static ScriptGenerator of(DeviceShape shape) {
    return new ScriptGenerator(shape, List.of());
  }

  /**
   * The same with operations that this device alone has.
   *
   * @param weight how often; the usual ones together have 1000
   * @param source makes them
   */
  public ScriptGenerator with(int weight, OperationSource source) {
    List<Weighted> more = new ArrayList<>(additional);
    more.add(new Weighted(weight, source));
    return new ScriptGenerator(shape, more);
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
    List<Weighted> sources = sources(places);
    List<Script> steps = new ArrayList<>();
    int made = 0;
    while (made < operations) {
      Script step = Script.parse(String.join("\n", chosen(sources, random).next(random)));
      steps.add(step);
      made += step.lines().size();
    }
    return new RandomScript(seed, Opening.of(places), steps);
  }

  private List<Weighted> sources(DeviceShape places) {
    List<Weighted> all = new ArrayList<>(additional);
    all.add(new Weighted(330, new RegionAccesses(places.regions())));
    all.add(new Weighted(130, new ConfigReads(places.config())));
    all.add(new Weighted(200, new ConfigWrites(places.config())));
    all.add(new Weighted(60, new Mappings(places)));
    all.add(new Weighted(60, new Questions(places)));
    all.add(new Weighted(100, new Interrupts()));
    all.add(new Weighted(40, new Features()));
    all.add(new Weighted(20, new OtherIoctls()));
    all.add(new Weighted(50, _ -> places.revival()));
    all.add(new Weighted(10, new Resets(places.resets())));
    return all;
  }

  private static OperationSource chosen(List<Weighted> sources, Random random) {
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
