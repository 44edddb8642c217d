package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.FileHandle;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PluginBoundaryTest {
  private static final MemorySegment EIGHT = MemorySegment.ofArray(new byte[8]);

  private final RecordingLogger log = new RecordingLogger();
  private final FakeClock clock = new FakeClock();

  private PluginBoundary around(VfioDevice device) {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    PluginFailures failures = new PluginFailures(log, clock, driver, FakeFunction.ADDRESS);
    PluginCalls calls =
        new PluginCalls(
            ClassLoader.getPlatformClassLoader(), failures, Watchdog.off(), new Retirement());
    return new PluginBoundary(device, calls);
  }

  static Stream<Named<Consumer<VfioDevice>>> operations() {
    Map<String, Consumer<VfioDevice>> operations =
        Map.ofEntries(
            Map.entry("open", VfioDevice::open),
            Map.entry("close", VfioDevice::close),
            Map.entry("info", VfioDevice::info),
            Map.entry("regionInfo", device -> device.regionInfo(0)),
            Map.entry("irqInfo", device -> device.irqInfo(0)),
            Map.entry("registers", VfioDevice::registers),
            Map.entry("read", device -> device.read(0, 0, EIGHT)),
            Map.entry("write", device -> device.write(0, 0, EIGHT)),
            Map.entry("mmap", device -> device.mmap(MmapRequest.shared(0, 0, 4096))),
            Map.entry("memoryBehind", device -> device.memoryBehind(0, 0, 4096)),
            Map.entry(
                "setIrqs",
                device ->
                    device.setIrqs(new IrqSet(0, 0, 0, IrqAction.TRIGGER, new IrqSet.Data.None()))),
            Map.entry("reset", VfioDevice::reset),
            Map.entry(
                "feature",
                device -> device.feature(new FeatureRequest(1, true, false, false, EIGHT))),
            Map.entry("ioctl", device -> device.ioctl(new IoctlRequest(1, EIGHT))));
    return operations.entrySet().stream()
        .map(operation -> Named.of(operation.getKey(), operation.getValue()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whateverAnOperationThrowsIsEioAndOneLine(Consumer<VfioDevice> operation) {
    VfioDevice device =
        around(
            new FakeDevice(() -> {
              throw new AssertionError("two\nlines");
            }));

    VfioException seen = assertThrows(VfioException.class, () -> operation.accept(device));

    assertEquals(Errno.EIO, seen.errno());
    assertEquals(1, log.lines.size());
    String line = log.lines.getFirst();
    assertTrue(line.contains("acme (acme-plugin 1.0.0, acme.jar)"), line);
    assertTrue(line.contains("AssertionError: two lines at "), line);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aVfioExceptionPassesAsItIs(Consumer<VfioDevice> operation) {
    VfioException thrown = VfioException.refused(Errno.ENOTTY, "no");
    VfioDevice device =
        around(
            new FakeDevice(() -> {
              throw thrown;
            }));

    assertSame(thrown, assertThrows(VfioException.class, () -> operation.accept(device)));
    assertEquals(List.of(), log.lines);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anOperationRunsWithThePluginsClassLoader(Consumer<VfioDevice> operation) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader[] seen = new ClassLoader[1];
    VfioDevice device =
        around(
            new FakeDevice(() -> {
              seen[0] = Thread.currentThread().getContextClassLoader();
              throw VfioException.refused(Errno.EINVAL, "seen");
            }));

    assertThrows(VfioException.class, () -> operation.accept(device));

    assertSame(ClassLoader.getPlatformClassLoader(), seen[0]);
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void theClientsThreadHasThePluginsClassLoaderForAsLongAsTheDeviceIsOpen() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    VfioDevice device = around(new FakeDevice(() -> {}));
    device.open();
    assertSame(
        ClassLoader.getPlatformClassLoader(), Thread.currentThread().getContextClassLoader());
    device.reset();
    device.close();
    assertSame(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void countsThatCannotBeAreEio() {
    FakeDevice device = new FakeDevice(() -> {});
    device.moved = 9;
    assertEquals(Errno.EIO, errnoOfRead(device));
    device.moved = -1;
    assertEquals(Errno.EIO, errnoOfRead(device));
    device.moved = 3;
    assertEquals(3, around(device).read(0, 0, EIGHT));
  }

  private Errno errnoOfRead(FakeDevice device) {
    return assertThrows(VfioException.class, () -> around(device).read(0, 0, EIGHT)).errno();
  }

  @Test
  void anInterruptThatAPluginLeavesBehindMeetsNobodyElse() {
    around(new FakeDevice(() -> Thread.currentThread().interrupt())).reset();
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void whatATaskOfAnEventFdThrowsIsOneLineAndItsClassLoaderIsThePlugins() {
    List<Runnable> tasks = new ArrayList<>();
    List<ClassLoader> seen = new ArrayList<>();
    VfioDevice device =
        new ForwardingVfioDevice(new FakeDevice(() -> {})) {
          @Override
          public void setIrqs(IrqSet set) {
            ((IrqSet.Data.EventFds) set.data())
                .notifiers()
                .forEach(notifier ->
                    notifier
                        .orElseThrow()
                        .watch(() -> {
                          seen.add(Thread.currentThread().getContextClassLoader());
                          throw new IllegalStateException("in a task");
                        }));
          }
        };
    EventNotifier notifier =
        new EventNotifier() {
          @Override
          public void signal() {}

          @Override
          public void watch(Runnable task) {
            tasks.add(task);
          }

          @Override
          public void close() {}
        };
    IrqSet.Data one = new IrqSet.Data.EventFds(List.of(Optional.of(notifier)));
    around(device).setIrqs(new IrqSet(0, 0, 1, IrqAction.UNMASK, one));

    tasks.getFirst().run();

    assertEquals(List.of(ClassLoader.getPlatformClassLoader()), seen);
    assertTrue(log.lines.getFirst().contains("IllegalStateException: in a task"));
  }

  @Test
  void whatTheCheckOfAMappingThrowsIsEioAndOneLine() {
    VfioDevice device =
        new ForwardingVfioDevice(new FakeDevice(() -> {})) {
          @Override
          public Mapping mmap(MmapRequest request) {
            return Mapping.of(new OnePage(), 0, 4096, Caching.CACHED)
                .withFault(() -> {
                  throw new IllegalStateException("in a check");
                });
          }
        };
    Runnable check = around(device).mmap(MmapRequest.shared(0, 0, 4096)).fault();

    assertEquals(Errno.EIO, assertThrows(VfioException.class, check::run).errno());
    assertTrue(log.lines.getFirst().contains("in the check of a mapping"), log.lines.getFirst());
  }

  private static final class OnePage implements FileHandle {
    @Override
    public long size() {
      return 4096;
    }

    @Override
    public MappedRegion map(Mapping mapping, Arena arena) {
      throw new AssertionError("map");
    }
  }

  @Test
  void anAnswerThatIsNullIsEio() {
    FakeDevice device = new FakeDevice(() -> {});
    device.info = null;
    assertEquals(Errno.EIO, assertThrows(VfioException.class, () -> around(device).info()).errno());
  }

  @Test
  void memoryThatTheDeviceChecksAtAFirstAccessIsNotMovedUnchecked() {
    FakeDevice device = new FakeDevice(() -> {});
    VfioException notReady = VfioException.refused(Errno.EAGAIN, "not ready");
    try (SharedFile file = new SharedFile(Memfd.create("memory", 4096))) {
      Mapping memory = Mapping.of(file, 0, 4096, Caching.CACHED);
      device.behind = Optional.of(memory);
      assertSame(memory, around(device).memoryBehind(4, 0, 4096).orElseThrow());
      device.behind =
          Optional.of(
              memory.withFault(() -> {
                throw notReady;
              }));
      VfioDevice guarded = around(device);
      assertSame(
          notReady, assertThrows(VfioException.class, () -> guarded.memoryBehind(4, 0, 4096)));
    }
  }

  @Test
  void anExceptionThatCannotSayWhatItIsIsContained() {
    VfioDevice device =
        around(
            new FakeDevice(() -> {
              throw new Mute();
            }));

    assertEquals(Errno.EIO, assertThrows(VfioException.class, device::reset).errno());
    assertTrue(log.lines.getFirst().contains(Mute.class.getName()));
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message either");
    }
  }

  @Test
  void aGuestThatCausesAFailureOverAndOverFillsNoLog() {
    VfioDevice device =
        around(
            new FakeDevice(() -> {
              throw new IllegalStateException("again");
            }));

    for (int i = 0; i < 1000; i++) {
      assertThrows(VfioException.class, device::reset);
    }
    assertEquals(1, log.lines.size());

    clock.sleep(Duration.ofSeconds(1));
    assertThrows(VfioException.class, device::reset);
    assertEquals(2, log.lines.size());
    assertTrue(log.lines.getLast().contains("and 999 times more"), log.lines.getLast());
  }

  @Test
  void whatIsRightPassesUnchanged() {
    VfioDevice device = around(new FakeDevice(() -> {}));
    assertDoesNotThrow(device::open);
    assertEquals(9, device.info().regions());
    assertEquals(8, device.write(0, 0, EIGHT));
    assertEquals(List.of(), log.lines);
  }
}
