package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.dma.IovaSpace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a driver forwards to is called in its own operations, on their thread, while it is open. */
class LentDeviceTest {
  private final RecordingLogger log = new RecordingLogger();
  private final List<String> core = new ArrayList<>();

  /** Notes what reaches the core. */
  private final class Core extends ForwardingVfioDevice {
    Core() {
      super(new FakeDevice(() -> {}));
    }

    @Override
    public void open() {
      core.add("open");
    }

    @Override
    public void close() {
      core.add("close");
    }

    @Override
    public void reset() {
      core.add("reset");
    }
  }

  private Binding bind(FakeDriver.Behaviour probe) {
    FakeDriver driver = new FakeDriver("acme", PciMatch.any(), probe);
    DriverCatalog catalog = new DriverCatalog(List.of(driver.catalogued()));
    return new Binder(catalog, Settings.NONE, Map.of(), new FakeClock(), log)
        .bind(new BindableFunction(new FakeFunction(), new Core(), new IovaSpace(), Runnable::run));
  }

  private static VfioDevice device(Binding binding) {
    return binding.device().orElseThrow();
  }

  private void assertLogged(String part) {
    assertEquals(1, log.lines.size(), log.lines::toString);
    String line = log.lines.getFirst();
    assertTrue(line.contains("driver acme (acme-plugin 1.0.0, acme.jar)"), line);
    assertTrue(line.contains(part), line);
  }

  @Test
  void operationsReachItBetweenOpenAndClose() {
    VfioDevice device = device(bind(DeviceContext::core));
    device.open();
    device.reset();
    device.close();
    assertEquals(List.of("open", "reset", "close"), core);
    assertEquals(List.of(), log.lines);
  }

  @Test
  void onAnyOtherThreadItIsNotToBeCalled() {
    List<Throwable> thrown = new ArrayList<>();
    VfioDevice device =
        device(
            bind(context ->
                new ForwardingVfioDevice(context.core()) {
                  @Override
                  public void reset() {
                    onAnotherThread(super::reset, thrown);
                    super.reset();
                  }
                }));
    device.open();
    device.reset();

    assertInstanceOf(IllegalStateException.class, thrown.getFirst());
    assertTrue(
        thrown.getFirst().getMessage().contains("'a plugin's own', outside of an operation"));
    assertEquals(List.of("open", "reset"), core);
  }

  /** Where the testkit runs it; the agent has another thread for it. */
  @Test
  void norInATaskThatRunsOnTheOperationsThread() {
    VfioDevice device =
        device(
            bind(context ->
                new ForwardingVfioDevice(context.core()) {
                  @Override
                  public void reset() {
                    context.execute(super::reset);
                    super.reset();
                  }
                }));
    device.open();
    device.reset();
    assertEquals(List.of("open", "reset"), core);
    assertLogged("outside of an operation");
  }

  static void onAnotherThread(Runnable call, List<Throwable> thrown) {
    try {
      Thread.ofPlatform()
          .name("a plugin's own")
          .uncaughtExceptionHandler((_, e) -> thrown.add(e))
          .start(call)
          .join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void inProbeItAnswersInfoAlone() {
    Binding binding =
        bind(context -> {
          assertEquals(9, context.core().info().regions());
          context.core().read(7, 0, MemorySegment.ofArray(new byte[4]));
          return context.core();
        });
    assertEquals(Optional.of(Errno.EIO), binding.errno());
    assertLogged("answers info() alone");
  }

  @Test
  void whileItIsClosedInfoAndRegistersAreAnswered() {
    VfioDevice device = device(bind(DeviceContext::core));
    List<Throwable> thrown = new ArrayList<>();
    assertEquals(9, device.info().regions());
    onAnotherThread(device::registers, thrown);
    assertEquals(List.of(), thrown);
    assertEquals(List.of(), log.lines);
  }

  @Test
  void anOpenThatForgetsItIsSaidAtTheFirstOperation() {
    VfioDevice device =
        device(
            bind(context ->
                new ForwardingVfioDevice(context.core()) {
                  @Override
                  public void open() {}
                }));
    device.open();
    assertEquals(Errno.EIO, assertThrows(VfioException.class, device::reset).errno());
    assertLogged("its open() has to call super.open()");
  }

  @Test
  void whatCloseLeavesOpenIsClosedForTheNextClient() {
    VfioDevice device =
        device(
            bind(context ->
                new ForwardingVfioDevice(context.core()) {
                  @Override
                  public void close() {}
                }));
    device.open();
    device.close();
    assertEquals(List.of("open", "close"), core);
    assertLogged("left open what it forwards to, which the agent has closed: call super.close()");
  }

  @Test
  void whatAnOpenThatThrowsLeavesOpenIsClosedForTheNextClient() {
    VfioDevice device =
        device(
            bind(context ->
                new ForwardingVfioDevice(context.core()) {
                  @Override
                  public void open() {
                    super.open();
                    throw new VfioException(Errno.ENODEV, "no firmware");
                  }
                }));
    assertEquals(Errno.ENODEV, assertThrows(VfioException.class, device::open).errno());
    assertEquals(List.of("open", "close"), core);
    assertEquals(List.of(), log.lines);
  }
}
