package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.core.limit.Watchdog;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Once warm, the border around a plugin, watched, allocates nothing for an access. */
@Timeout(120)
class SteadyBoundaryTest {
  private static final int ROUNDS = 20_000;

  /** A border that does allocate fails only after it. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** A few objects of the JIT's or the JDK's own; one byte for each access would be far more. */
  private static final long TOLERATED = 2048;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static VfioDevice bound(Watchdog watchdog) {
    FakeDriver driver = new FakeDriver("acme", PciMatch.any(), SteadyBoundaryTest::forwarding);
    BindableFunction function =
        new BindableFunction(
            new FakeFunction(), new FakeDevice(() -> {}), new IovaSpace(), Runnable::run);
    return new Binder(
            new DriverCatalog(List.of(driver.catalogued())),
            Settings.NONE,
            Map.of(),
            new FakeClock(),
            new RecordingLogger(),
            watchdog)
        .bind(function)
        .device()
        .orElseThrow();
  }

  private static VfioDevice forwarding(DeviceContext context) {
    return new ForwardingVfioDevice(context.core()) {};
  }

  @Test
  void readsAndWritesAllocateNothing() {
    MemorySegment four = MemorySegment.ofArray(new byte[4]);
    try (Watchdog watchdog = new Watchdog(TimeLimits.DEFAULT)) {
      VfioDevice device = bound(watchdog);
      device.open();
      long allocated = Long.MAX_VALUE;
      long begin = System.nanoTime();
      // The JIT decides when it is warm, late on a busy machine: the first clean run counts.
      while (allocated > TOLERATED && System.nanoTime() - begin < PATIENCE) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
          assertEquals(4, device.read(0, 0, four));
          assertEquals(4, device.write(0, 0, four));
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before;
      }
      assertTrue(allocated <= TOLERATED, allocated + " bytes in " + ROUNDS + " rounds");
    }
  }
}
