package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.core.limit.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BinderTest {
  private static final PciMatch EXACT = PciMatch.device(0x10de, 0x2342);
  private static final PciMatch VENDOR = PciMatch.device(0x10de, PciMatch.ANY);
  private static final PciMatch ANY = PciMatch.any();

  private final FakeFunction function = new FakeFunction();
  private final RecordingLogger log = new RecordingLogger();

  private Binding bind(Map<PciAddress, String> overrides, FakeDriver... drivers) {
    return bind(Watchdog.off(), overrides, drivers);
  }

  private Binding bind(
      Watchdog watchdog, Map<PciAddress, String> overrides, FakeDriver... drivers) {
    DriverCatalog catalog =
        new DriverCatalog(Stream.of(drivers).map(FakeDriver::catalogued).toList());
    return new Binder(catalog, Settings.NONE, overrides, new FakeClock(), log, watchdog)
        .bind(bindable());
  }

  private Binding bind(FakeDriver... drivers) {
    return bind(Map.of(), drivers);
  }

  private static List<String> outcomes(Binding binding) {
    return binding.candidates().stream()
        .map(c -> c.rank() + " " + c.driver().name() + " " + c.outcome())
        .toList();
  }

  @Test
  void theMostSpecificMatchIsTaken() {
    FakeDriver any = FakeDriver.taking("any", ANY);
    FakeDriver exact = FakeDriver.taking("exact", EXACT);
    FakeDriver other = FakeDriver.taking("other", PciMatch.device(0x8086, 0x1572));
    FakeDriver vendor = FakeDriver.taking("vendor", VENDOR);

    Binding binding = bind(any, vendor, other, exact);

    assertEquals(
        List.of("1 exact TAKEN", "2 vendor NOT_TRIED", "3 any NOT_TRIED"), outcomes(binding));
    assertEquals("id table row 10de:2342", binding.reason());
    assertEquals("a better match took it", binding.candidates().get(1).reason());
    assertTrue(binding.device().isPresent());
    assertTrue(any.probed.isEmpty());
    assertTrue(vendor.probed.isEmpty());
  }

  private Binder binder(Settings settings, FakeDriver... drivers) {
    DriverCatalog catalog =
        new DriverCatalog(Stream.of(drivers).map(FakeDriver::catalogued).toList());
    return new Binder(catalog, settings, Map.of(), new FakeClock(), log);
  }

  private BindableFunction bindable() {
    return new BindableFunction(function, new FakeDevice(() -> {}), new IovaSpace(), Runnable::run);
  }

  private static FakeDriver asking(String name, PciMatch row, String... keys) {
    return new FakeDriver(
        name,
        row,
        context -> {
          Stream.of(keys).forEach(context::setting);
          return new FakeDevice(() -> {});
        });
  }

  @Test
  void itKnowsTheSettingsThatADriverWithAFunctionDidNotAskFor() {
    Map<String, String> set =
        Map.of(
            "acme.mode", "1", "acme.mood", "2", "acme-plugin.size", "3", "acme-plugin.sise", "4");
    Binder binder = binder(Settings.of(set), asking("acme", EXACT, "mode", "size", "of-none"));
    assertEquals(Set.of(), binder.settingsNotAskedFor());

    binder.bind(bindable());

    assertEquals(Set.of("acme.mood", "acme-plugin.sise"), binder.settingsNotAskedFor());
  }

  @Test
  void aDriverWithoutAFunctionNeedNotHaveAskedForItsSettings() {
    Settings settings = Settings.of(Map.of("declining.mode", "1", "failing.mode", "2"));
    FakeDriver failing =
        FakeDriver.failing("failing", VENDOR, new VfioException(Errno.EIO, "broken"));
    Binder binder = binder(settings, FakeDriver.declining("declining", EXACT, "not mine"), failing);

    binder.bind(bindable());

    assertEquals(Set.of(), binder.settingsNotAskedFor());
  }

  @Test
  void aSettingThatAnotherFunctionsDriverAskedForIsNotLeft() {
    Settings settings = Settings.of(Map.of("acme.mode", "1"));
    List<Boolean> asks = new ArrayList<>(List.of(false, true));
    FakeDriver acme =
        new FakeDriver(
            "acme",
            EXACT,
            context -> {
              if (asks.removeFirst()) {
                context.setting("mode");
              }
              return new FakeDevice(() -> {});
            });
    Binder binder = binder(settings, acme);

    binder.bind(bindable());
    assertEquals(Set.of("acme.mode"), binder.settingsNotAskedFor());
    binder.bind(bindable());
    assertEquals(Set.of(), binder.settingsNotAskedFor());
  }

  @Test
  void afterOneDeclinesTheNextBestIsProbedAndTheReasonIsKept() {
    Binding binding =
        bind(
            FakeDriver.taking("passthrough", ANY),
            FakeDriver.declining("nvgrace", EXACT, "no property\n  size"));

    assertEquals(List.of("1 nvgrace DECLINED", "2 passthrough TAKEN"), outcomes(binding));
    assertEquals("passthrough", binding.driver().orElseThrow().name());
    assertEquals("id table row *:*; nvgrace declined: no property size", binding.reason());
    assertEquals("no property size", binding.candidates().getFirst().reason());
  }

  @Test
  void whenAllDeclineTheFunctionIsUnboundWithTheirReasons() {
    Binding binding =
        bind(FakeDriver.declining("a", EXACT, "one"), FakeDriver.declining("b", ANY, "two"));

    assertEquals(Optional.empty(), binding.device());
    assertEquals(Optional.empty(), binding.errno());
    assertEquals("a declined: one; b declined: two", binding.reason());
  }

  @Test
  void afterOneFailsNoneIsTriedAndTheErrnoIsKept() {
    FakeDriver passthrough = FakeDriver.taking("passthrough", ANY);
    FakeDriver nvgrace =
        FakeDriver.failing("nvgrace", EXACT, new VfioException(Errno.ETIME, "not ready"));

    Binding binding = bind(passthrough, nvgrace);

    assertEquals(List.of("1 nvgrace FAILED", "2 passthrough NOT_TRIED"), outcomes(binding));
    assertEquals(Optional.of(Errno.ETIME), binding.errno());
    assertEquals(Optional.empty(), binding.device());
    assertEquals("nvgrace failed: ETIME: not ready", binding.reason());
    assertTrue(passthrough.probed.isEmpty());
  }

  @Test
  void whateverElseProbeThrowsIsEioAndOneLineThatNamesThePlugin() {
    Binding binding = bind(new FakeDriver("bad", EXACT, _ -> recurse(0)));

    assertEquals(Optional.of(Errno.EIO), binding.errno());
    assertEquals(List.of("1 bad FAILED"), outcomes(binding));
    assertEquals(1, log.lines.size());
    String line = log.lines.getFirst();
    assertTrue(line.startsWith("ERROR 0009:01:00.0: driver bad (bad-plugin 1.0.0, bad.jar)"), line);
    assertTrue(line.contains("java.lang.StackOverflowError"), line);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static FakeDevice recurse(int depth) {
    return recurse(depth + 1);
  }

  @Test
  void aMissingClassOfThePluginIsContained() {
    Binding binding =
        bind(
            new FakeDriver(
                "bad",
                EXACT,
                _ -> {
                  throw new NoClassDefFoundError("com/acme/Missing");
                }));

    assertEquals(Optional.of(Errno.EIO), binding.errno());
    assertTrue(binding.reason().contains("com/acme/Missing"), binding.reason());
  }

  @Test
  @SuppressWarnings("NullAway")
  void aProbeThatReturnsNothingIsEio() {
    assertEquals(Optional.of(Errno.EIO), bind(new FakeDriver("bad", EXACT, _ -> null)).errno());
  }

  @Test
  void twoThatMatchEquallyWellAreAnErrorThatNamesBothAndTheCure() {
    FakeDriver acme = FakeDriver.taking("acme", EXACT);
    FakeDriver nvgrace = FakeDriver.taking("nvgrace", EXACT);
    FakeDriver any = FakeDriver.taking("any", ANY);

    Binding binding = bind(any, nvgrace, acme);

    assertEquals(
        List.of("1 acme NOT_TRIED", "1 nvgrace NOT_TRIED", "2 any NOT_TRIED"), outcomes(binding));
    assertEquals(
        "acme (acme-plugin 1.0.0, acme.jar) and nvgrace (nvgrace-plugin 1.0.0, nvgrace.jar) match"
            + " equally well; choose with --variant 0009:01:00.0=acme",
        binding.reason());
    assertTrue(acme.probed.isEmpty() && nvgrace.probed.isEmpty() && any.probed.isEmpty());
    assertFalse(binding.device().isPresent());
  }

  @Test
  void twoThatMatchEquallyWellDoNotMatterBelowOneThatTakesIt() {
    Binding binding =
        bind(
            FakeDriver.taking("a", ANY),
            FakeDriver.taking("b", ANY),
            FakeDriver.taking("exact", EXACT));

    assertEquals("exact", binding.driver().orElseThrow().name());
  }

  @Test
  void theOperatorsChoiceDecidesBetweenEquals() {
    Binding binding =
        bind(
            Map.of(FakeFunction.ADDRESS, "nvgrace"),
            FakeDriver.taking("acme", EXACT),
            FakeDriver.taking("nvgrace", EXACT));

    assertEquals(List.of("1 nvgrace TAKEN"), outcomes(binding));
    assertEquals("named by the operator", binding.reason());
  }

  @Test
  void theOperatorsChoiceNeedNotMatchAndIsTheOnlyOneTried() {
    FakeDriver any = FakeDriver.taking("any", ANY);
    FakeDriver other =
        FakeDriver.declining("other", PciMatch.device(0x8086, 0x1572), "not an Intel one");

    Binding binding = bind(Map.of(FakeFunction.ADDRESS, "other"), any, other);

    assertEquals(List.of("1 other DECLINED"), outcomes(binding));
    assertTrue(any.probed.isEmpty());
    assertFalse(binding.device().isPresent());
  }

  @Test
  void aFunctionThatNoTableNamesIsUnboundWithoutAnErrno() {
    Binding binding = bind(FakeDriver.taking("intel", PciMatch.device(0x8086, PciMatch.ANY)));

    assertEquals(List.of(), binding.candidates());
    assertEquals(Optional.empty(), binding.errno());
    assertEquals("no driver's id table names 10de:2342", binding.reason());
  }

  @Test
  void memoryThatAFailedProbeMappedIsUnmapped() {
    bind(
        new FakeDriver(
            "leaky",
            EXACT,
            context -> {
              context.map(0x1000, 0x2000, Caching.CACHED);
              throw new VfioException(Errno.ENOMEM, "no more");
            }));

    assertTrue(function.mapped.getFirst().closed);
  }

  @Test
  void memoryThatASuccessfulProbeMappedIsItsOwn() {
    bind(
        new FakeDriver(
            "careful",
            EXACT,
            context -> {
              context.map(0x1000, 0x2000, Caching.CACHED);
              return new FakeDevice(() -> {});
            }));

    assertFalse(function.mapped.getFirst().closed);
  }

  @Test
  void probeRunsWithThePluginsClassLoader() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader[] seen = new ClassLoader[1];
    try {
      Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
      bind(
          new FakeDriver(
              "curious",
              EXACT,
              _ -> {
                seen[0] = Thread.currentThread().getContextClassLoader();
                return new FakeDevice(() -> {});
              }));
      assertSame(
          ClassLoader.getPlatformClassLoader(), Thread.currentThread().getContextClassLoader());
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertSame(FakeDriver.class.getClassLoader(), seen[0]);
  }

  @Test
  @Timeout(60)
  void aProbeThatDoesNotReturnLeavesTheFunctionUnbound() throws InterruptedException {
    CountDownLatch letGo = new CountDownLatch(1);
    FakeDriver hangs =
        new FakeDriver(
            "hangs",
            EXACT,
            context -> {
              context.map(0x1000, 0x2000, Caching.CACHED);
              awaitDeaf(letGo);
              return new FakeDevice(() -> {});
            });
    TimeLimits limits = new TimeLimits(Duration.ZERO, Duration.ofMillis(100));

    Binding binding = bind(new Watchdog(limits), Map.of(), hangs, FakeDriver.taking("any", ANY));

    assertEquals(List.of("1 hangs FAILED", "2 any NOT_TRIED"), outcomes(binding));
    assertEquals(Optional.of(Errno.ETIMEDOUT), binding.errno());
    assertTrue(binding.device().isEmpty());
    assertEquals(1, log.lines.size());
    String line = log.lines.getFirst();
    assertTrue(line.contains("in probe: has not returned for 100 ms (it is at "), line);
    assertTrue(line.contains("the function stays unbound"), line);
    assertFalse(function.mapped.getFirst().closed, "still in use");
    letGo.countDown();
    while (!function.mapped.getFirst().closed) {
      Thread.onSpinWait();
    }
  }

  private static void awaitDeaf(CountDownLatch letGo) {
    boolean over = false;
    while (!over) {
      try {
        letGo.await();
        over = true;
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }

  @Test
  void aProbeRunsOnAThreadOfItsOwn() {
    ThreadLocal<String> left = new ThreadLocal<>();
    bind(
        new FakeDriver(
            "untidy",
            EXACT,
            _ -> {
              left.set("something that keeps its class loader alive");
              return new FakeDevice(() -> {});
            }));
    assertNull(left.get());
  }
}
