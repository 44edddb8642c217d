package io.vfio4j.benchmarks;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.plugin.nvgrace.NvgraceDriver;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A read of 4 bytes as a session makes it: through the border around plugins and nvgrace. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class Dispatch {
  private static final int COMMAND = 4;
  private static final short MEMORY = 2;
  private static final int FAKE_BAR = 0x18;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment target = arena.allocate(Integer.BYTES);
  private SimulatedDevice simulated;
  private VfioDevice device;

  /** Opened, with memory space on. */
  @Setup
  public void open() {
    simulated = SimulatedBinding.of("gh200-96g", new NvgraceDriver()).bind();
    device = simulated.device();
    device.open();
    MemorySegment command = arena.allocate(Short.BYTES);
    command.set(ValueLayout.JAVA_SHORT, 0, MEMORY);
    device.write(RegionIndex.CONFIG, COMMAND, command);
  }

  @TearDown
  public void close() {
    device.close();
    simulated.close();
    arena.close();
  }

  /** A register of BAR 0, which nvgrace hands on to vfio-pci-core. */
  @Benchmark
  public long bar() {
    return device.read(RegionIndex.BAR0, 0, target);
  }

  /** A BAR register that nvgrace replaces in what vfio-pci-core answers. */
  @Benchmark
  public long config() {
    return device.read(RegionIndex.CONFIG, FAKE_BAR, target);
  }
}
