package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.Watchdog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class HostDeviceContextTest {
  private final FakeFunction function = new FakeFunction(256);
  private final RecordingLogger log = new RecordingLogger();
  private final VfioDevice core = new FakeDevice(() -> {});
  private final IovaSpace memory = new IovaSpace();
  private final HostDeviceContext context = context();

  private HostDeviceContext context() {
    CatalogDriver driver = FakeDriver.taking("acme", PciMatch.any()).catalogued();
    FakeClock clock = new FakeClock();
    BindableFunction bindable = new BindableFunction(function, core, memory, Runnable::run);
    Settings settings = Settings.of(Map.of("acme.mode", "fast", "other.mode", "slow"));
    Binder binder = new Binder(new DriverCatalog(List.of(driver)), settings, Map.of(), clock, log);
    PluginFailures failures = new PluginFailures(log, clock, driver, function.address());
    return new HostDeviceContext(
        bindable,
        driver,
        new AskedSettings(settings),
        clock,
        new PluginCalls(driver.loader(), failures, Watchdog.off(), new Retirement()),
        new WrappedVariants(binder, bindable, List.of(driver)));
  }

  @Test
  void isTheFunctionAndTheHostsServices() {
    assertEquals(FakeFunction.ADDRESS, context.address());
    assertEquals(function.ids(), context.ids());
    assertEquals(OptionalLong.of(7), context.property("size"));
    assertEquals(OptionalLong.empty(), context.property("base"));
    assertEquals(3, context.resets());
    assertSame(context.core(), context.core());
    assertSame(memory, context.guestMemory());
  }

  @Test
  void aSettingIsTheDriversOwn() {
    assertEquals(Optional.of("fast"), context.setting("mode"));
    assertEquals(Optional.empty(), context.setting("other.mode"));
  }

  @Test
  void readsConfigSpaceAndAllOnesBeyondIt() {
    function.config.putInt(0, 0x234210de);
    assertEquals(0x234210de, context.configRead(0, 4));
    assertEquals(0x2342, context.configRead(2, 2));
    assertEquals(-1, context.configRead(256, 4));
    assertEquals(0xffff, context.configRead(4094, 2));
    assertEquals(0xff, context.configRead(5000, 1));
  }

  @Test
  void configAccessesThatNoBusHasAreRefused() {
    assertEquals(Errno.EINVAL, errno(() -> context.configRead(1, 2)));
    assertEquals(Errno.EINVAL, errno(() -> context.configRead(0, 3)));
    assertEquals(Errno.EINVAL, errno(() -> context.configRead(-4, 4)));
  }

  @Test
  void readsARegisterOfABar() {
    function.bars.put(0, new FakeBar());
    assertEquals(0x1498 % 4096, context.barRead(0, 0x1498 % 4096, 4));
    assertEquals(4088, context.barRead(0, 4088, 8));
  }

  @Test
  void aBarThatIsNotThereIsNoDevice() {
    assertEquals(Errno.ENODEV, errno(() -> context.barRead(1, 0, 4)));
    assertEquals(Errno.ENODEV, errno(() -> context.barRead(6, 0, 4)));
    assertEquals(Errno.ENODEV, errno(() -> context.barRead(-1, 0, 4)));
  }

  @Test
  void registersOutsideABarAreInvalid() {
    function.bars.put(0, new FakeBar());
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, 4096, 4)));
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, 4092, 8)));
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, -4, 4)));
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, Long.MAX_VALUE - 3, 4)));
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, 0, 0)));
    assertEquals(Errno.EINVAL, errno(() -> context.barRead(0, 0, Integer.MIN_VALUE)));
  }

  @Test
  void interruptsThatAVariantRaisesAreTheFunctions() {
    context.raiseInterrupt(2);
    context.lowerInterrupt();
    assertEquals(List.of("raise 2", "lower"), function.interrupts);
  }

  @Test
  void whatATaskThrowsIsLoggedWithThePluginsName() {
    context.execute(() -> {
      throw new IllegalStateException("in a task");
    });

    assertEquals(1, log.lines.size());
    assertTrue(log.lines.getFirst().contains("acme.jar"), log.lines.getFirst());
    assertTrue(log.lines.getFirst().contains("in a task"), log.lines.getFirst());
  }

  private static Errno errno(Runnable access) {
    return assertThrows(VfioException.class, access::run).errno();
  }

  @Test
  void ofAFunctionThatTheDriverHasNotGotIsOfNoUse() {
    context.released();
    List<Executable> uses =
        List.of(
            context::address,
            () -> context.findCapability(1),
            () -> context.barRead(0, 0, 4),
            () -> context.map(0x1000, 0x1000, Caching.CACHED),
            () -> context.execute(() -> {}),
            () -> context.raiseInterrupt(0));
    for (Executable use : uses) {
      String why = assertThrows(IllegalStateException.class, use).getMessage();
      assertTrue(why.contains("driver acme has not got " + FakeFunction.ADDRESS), why);
    }
  }
}
