package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import io.vfio4j.core.dma.IovaSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One variant wraps another. */
class CompositionTest {
  private static final PciMatch EXACT = PciMatch.device(0x10de, 0x2342);

  private final FakeFunction function = new FakeFunction();
  private final RecordingLogger log = new RecordingLogger();

  /** Binds the function to the driver named {@code trace}. */
  private Binding bind(FakeDriver... drivers) {
    DriverCatalog catalog =
        new DriverCatalog(Stream.of(drivers).map(FakeDriver::catalogued).toList());
    BindableFunction bindable =
        new BindableFunction(function, new FakeDevice(() -> {}), new IovaSpace(), Runnable::run);
    Settings settings = Settings.of(Map.of("trace.mode", "outer", "nvgrace.mode", "inner"));
    return new Binder(
            catalog, settings, Map.of(FakeFunction.ADDRESS, "trace"), new FakeClock(), log)
        .bind(bindable);
  }

  private static FakeDriver wrapping(String name, String other) {
    return new FakeDriver(name, PciMatch.none(), context -> around(context.variant(other)));
  }

  private static FakeDriver wrappingTheNext() {
    return new FakeDriver("trace", PciMatch.none(), context -> around(context.nextVariant()));
  }

  private static VfioDevice around(VfioDevice device) {
    return new ForwardingVfioDevice(device) {};
  }

  private static String outline(List<Candidate> candidates) {
    List<String> all = new ArrayList<>();
    for (Candidate candidate : candidates) {
      String below = candidate.wrapped().isEmpty() ? "" : " (" + outline(candidate.wrapped()) + ")";
      all.add(candidate.driver().name() + " " + candidate.outcome() + below);
    }
    return String.join(", ", all);
  }

  @Test
  void aVariantHasTheDeviceOfAnotherByItsName() {
    FakeDriver nvgrace = FakeDriver.taking("nvgrace", EXACT);
    Binding binding = bind(wrapping("trace", "nvgrace"), nvgrace);

    assertEquals("trace TAKEN (nvgrace TAKEN)", outline(binding.candidates()));
    assertEquals("trace", binding.driver().orElseThrow().name());
    assertEquals("named by the operator; wraps nvgrace", binding.reason());
    Candidate wrapped = binding.candidates().getFirst().wrapped().getFirst();
    assertEquals("wrapped by trace", wrapped.reason());
    assertEquals(EXACT, wrapped.row());
    assertEquals(1, nvgrace.probed.size());
  }

  @Test
  void theOtherNeedNotMatchAsIfTheOperatorHadNamedIt() {
    Binding binding =
        bind(
            wrapping("trace", "intel"),
            FakeDriver.taking("intel", PciMatch.device(0x8086, PciMatch.ANY)));

    assertEquals("trace TAKEN (intel TAKEN)", outline(binding.candidates()));
    assertEquals("-", binding.candidates().getFirst().wrapped().getFirst().row().toString());
  }

  @Test
  void eachHasItsOwnSettingsAndContext() {
    List<DeviceContext> contexts = new ArrayList<>();
    FakeDriver trace =
        new FakeDriver(
            "trace",
            PciMatch.none(),
            context -> {
              contexts.add(context);
              return around(context.variant("nvgrace"));
            });
    FakeDriver nvgrace = FakeDriver.taking("nvgrace", EXACT);
    bind(trace, nvgrace);

    assertEquals(Optional.of("outer"), contexts.getFirst().setting("mode"));
    assertEquals(Optional.of("inner"), nvgrace.probed.getFirst().setting("mode"));
  }

  @Test
  void whatTheOtherThrowsIsLoggedUnderItsOwnNameAndArrivesAsEio() {
    FakeDriver nvgrace =
        new FakeDriver(
            "nvgrace",
            EXACT,
            _ ->
                new ForwardingVfioDevice(new FakeDevice(() -> {})) {
                  @Override
                  public void reset() {
                    throw new IllegalStateException("inside");
                  }
                });
    VfioDevice device = bind(wrapping("trace", "nvgrace"), nvgrace).device().orElseThrow();
    device.open();

    assertEquals(Errno.EIO, assertThrows(VfioException.class, device::reset).errno());
    assertEquals(Errno.EIO, assertThrows(VfioException.class, device::reset).errno());
    assertEquals(1, log.lines.size(), "one a second, and the outer one says nothing");
    assertTrue(
        log.lines.getFirst().contains("driver nvgrace (nvgrace-plugin"), log.lines::toString);
  }

  @Test
  void whereTheOtherDeclinesSoDoesTheWrapperThatLetsItPass() {
    Binding binding =
        bind(wrapping("trace", "nvgrace"), FakeDriver.declining("nvgrace", EXACT, "no property"));

    assertEquals("trace DECLINED (nvgrace DECLINED)", outline(binding.candidates()));
    assertEquals(
        "trace declined: nvgrace declined: no property", binding.reason(), "who declined and why");
    assertFalse(binding.device().isPresent());
    assertEquals(Optional.empty(), binding.errno());
  }

  @Test
  void aWrapperMayTryAnotherAfterOneDeclined() {
    FakeDriver trace =
        new FakeDriver(
            "trace",
            PciMatch.none(),
            context -> {
              try {
                return around(context.variant("nvgrace"));
              } catch (ProbeDeclined _) {
                return around(context.variant("passthrough"));
              }
            });
    Binding binding =
        bind(
            trace,
            FakeDriver.declining("nvgrace", EXACT, "no property"),
            FakeDriver.taking("passthrough", PciMatch.any()));

    assertEquals(
        "trace TAKEN (nvgrace DECLINED, passthrough TAKEN)", outline(binding.candidates()));
    assertEquals("named by the operator; wraps passthrough", binding.reason());
  }

  @Test
  void theErrnoOfAnotherThatFailsPasses() {
    FakeDriver nvgrace =
        FakeDriver.failing("nvgrace", EXACT, new VfioException(Errno.ETIME, "not ready"));
    Binding binding = bind(wrapping("trace", "nvgrace"), nvgrace);

    assertEquals("trace FAILED (nvgrace FAILED)", outline(binding.candidates()));
    assertEquals(Optional.of(Errno.ETIME), binding.errno());
    assertEquals("trace failed: ETIME: nvgrace failed: ETIME: not ready", binding.reason());
  }

  @Test
  void aNameThatNoDriverHasIsNoDevice() {
    Binding binding = bind(wrapping("trace", "nvgrase"), FakeDriver.taking("nvgrace", EXACT));

    assertEquals(Optional.of(Errno.ENODEV), binding.errno());
    assertEquals(
        "trace failed: ENODEV: the driver nvgrase, which trace wraps, is not there: 'vfio4j"
            + " plugins' shows those that are",
        binding.reason());
  }

  @Test
  void aCircleIsRefusedAndShown() {
    Binding binding = bind(wrapping("trace", "meter"), wrapping("meter", "trace"));

    assertEquals(Optional.of(Errno.EINVAL), binding.errno());
    assertTrue(
        binding.reason().contains("a circle: trace wraps meter wraps trace; "), binding.reason());
    assertEquals(Optional.of(Errno.EINVAL), bind(wrapping("trace", "trace")).errno());
  }

  @Test
  void theNextVariantIsTheOneThatWouldHaveTheFunction() {
    Binding binding =
        bind(
            FakeDriver.taking("passthrough", PciMatch.any()),
            wrappingTheNext(),
            FakeDriver.taking("nvgrace", EXACT));

    assertEquals(
        "trace TAKEN (nvgrace TAKEN, passthrough NOT_TRIED)", outline(binding.candidates()));
    assertEquals(
        "id table row 10de:2342, wrapped by trace",
        binding.candidates().getFirst().wrapped().getFirst().reason());
  }

  @Test
  void theNextVariantIsTheNextBestWhereTheBestDeclines() {
    Binding binding =
        bind(
            FakeDriver.taking("passthrough", PciMatch.any()),
            wrappingTheNext(),
            FakeDriver.declining("nvgrace", EXACT, "no property"));

    assertEquals(
        "trace TAKEN (nvgrace DECLINED, passthrough TAKEN)", outline(binding.candidates()));
    assertEquals("named by the operator; wraps passthrough", binding.reason());
  }

  @Test
  void withoutAnyOtherThereIsNoNextVariant() {
    Binding binding = bind(wrappingTheNext());
    assertEquals(Optional.of(Errno.ENODEV), binding.errno());
    assertTrue(binding.reason().contains("trace has nothing to wrap"), binding.reason());
  }

  @Test
  void betweenEqualsTheWrapperHasToChoose() {
    Binding binding =
        bind(wrappingTheNext(), FakeDriver.taking("a", EXACT), FakeDriver.taking("b", EXACT));
    assertEquals(Optional.of(Errno.EBUSY), binding.errno());
    assertTrue(
        binding.reason().endsWith("match equally well; have trace wrap one of them by its name"),
        binding.reason());
  }

  @Test
  void threeCanBeWrappedIntoEachOther() {
    Binding binding =
        bind(
            wrapping("trace", "meter"),
            wrapping("meter", "nvgrace"),
            FakeDriver.taking("nvgrace", EXACT));
    assertEquals("trace TAKEN (meter TAKEN (nvgrace TAKEN))", outline(binding.candidates()));
  }

  @Test
  void whatTheOtherMappedIsUnmappedIfTheWrapperDoesNotTakeTheFunction() {
    FakeDriver trace =
        new FakeDriver(
            "trace",
            PciMatch.none(),
            context -> {
              around(context.variant("nvgrace"));
              throw new ProbeDeclined("not today");
            });
    bind(trace, mapping());
    assertTrue(function.mapped.getFirst().closed);
  }

  @Test
  void whatTheOtherMappedIsItsOwnIfTheWrapperTakesTheFunction() {
    bind(wrapping("trace", "nvgrace"), mapping());
    assertFalse(function.mapped.getFirst().closed);
  }

  private static FakeDriver mapping() {
    return new FakeDriver(
        "nvgrace",
        EXACT,
        context -> {
          context.map(0x1000, 0x2000, Caching.CACHED);
          return new FakeDevice(() -> {});
        });
  }

  @Test
  void afterProbeNoVariantCanBeHad() {
    FakeDriver trace = wrapping("trace", "nvgrace");
    bind(trace, FakeDriver.taking("nvgrace", EXACT));
    DeviceContext context = trace.probed.getFirst();
    assertThrows(IllegalStateException.class, () -> context.variant("nvgrace"));
    assertThrows(IllegalStateException.class, context::nextVariant);
  }

  @Test
  void onAnotherThreadThanProbesNoVariantCanBeHad() {
    List<Throwable> thrown = new ArrayList<>();
    FakeDriver trace =
        new FakeDriver(
            "trace",
            PciMatch.none(),
            context -> {
              LentDeviceTest.onAnotherThread(() -> nextOf(context), thrown);
              return context.core();
            });
    bind(trace, FakeDriver.taking("nvgrace", EXACT));
    assertEquals(IllegalStateException.class, thrown.getFirst().getClass());
  }

  private static void nextOf(DeviceContext context) {
    try {
      context.nextVariant();
    } catch (ProbeDeclined declined) {
      throw new AssertionError(declined);
    }
  }
}
