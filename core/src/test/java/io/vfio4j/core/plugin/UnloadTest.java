package io.vfio4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.core.binding.BindableFunction;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.binding.SystemClock;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.pci.VfioPciCore;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a plugin that is unloaded nothing is left, however it was wrong. */
@Timeout(300)
class UnloadTest {
  private static final int ROUNDS = 1000;
  private static final int WARM = 200;
  private static final long TOLERATED_METASPACE = 512 << 10;
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Leaves what plugins leave: a value of a thread, an open resource, a task, a lambda. */
  private static final String UNTIDY =
      """
      static final ThreadLocal<Object> LEFT = new ThreadLocal<>();
      public Driver() throws java.io.IOException {
        LEFT.set(this);
        java.net.URL own = Driver.class.getResource("/META-INF/services/io.vfio4j.api.VariantDriver");
        own.openStream().close();
      }
      static final class Device extends ForwardingVfioDevice {
        final DeviceContext context;
        Device(DeviceContext context) { super(context.core()); this.context = context; LEFT.set(this); }
        @Override public void open() { super.open(); context.execute(() -> LEFT.set(this)); }
      }
      """;

  @TempDir private Path folder;

  static Stream<Named<JarBuilder>> wrong() throws IOException {
    return Stream.of(
        Named.of("right", JarBuilder.working("acme")),
        Named.of("untidy", untidy()),
        Named.of("no provider", JarBuilder.working("acme").provider("acme.Missing")),
        Named.of("no driver", JarBuilder.working("acme").provider("java.lang.String")),
        Named.of("throws", members("public Driver() { throw new IllegalStateException(); }")),
        Named.of("keeps what it throws", members(KEEPS)),
        Named.of("unlinked", members("Object o = io.vfio4j.core.host.HostFunction.class;")),
        Named.of("initialiser", members("static int none = 1 / Integer.parseInt(\"0\");")),
        Named.of("hangs until it is interrupted", members(HANGS)),
        Named.of("reaches for a library", members("Object o = com.google.inject.Guice.class;")),
        Named.of("packs the api", JarBuilder.working("acme").classOf(VariantDriver.class)),
        Named.of("another api", JarBuilder.working("acme").manifest("Plugin-Requires", ">=7.0.0")),
        Named.of(
            "bad name",
            JarBuilder.plugin("acme").driver("acme.Driver", "A B", "").provider("acme.Driver")),
        Named.of(
            "two of one name",
            JarBuilder.working("acme")
                .driver("acme.Second", "acme", "")
                .entry(PluginJar.SERVICES, "acme.Driver\nacme.Second\n")));
  }

  private static final String KEEPS =
      "static final RuntimeException SELF = new IllegalStateException(); public Driver() { throw"
          + " SELF; }";

  private static final String HANGS =
      "public Driver() throws InterruptedException { Thread.sleep(Long.MAX_VALUE); }";

  private static JarBuilder untidy() {
    return JarBuilder.plugin("acme")
        .driver("acme.Driver", "acme", UNTIDY, "new Device(context)")
        .provider("acme.Driver");
  }

  private static JarBuilder members(String members) {
    return JarBuilder.plugin("acme").driver("acme.Driver", "acme", members).provider("acme.Driver");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void noClassLoaderIsLeft(JarBuilder jar) throws IOException, JMException {
    jar.write(folder, "acme.jar");
    PluginFolder.load(folder, LIMIT).close();
    awaitNoLoaders();
  }

  /** A thread that has ended keeps its class loader until the JVM has forgotten the thread. */
  private static void awaitNoLoaders() throws JMException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (LiveLoaders.count() > 0) {
      assertTrue(System.nanoTime() < end, "a class loader is left");
    }
  }

  @Test
  void aThousandTimesLoadedBoundUsedAndUnloaded() throws IOException, JMException {
    untidy().write(folder, "acme.jar");
    use(WARM);
    awaitNoLoaders();
    Footprint before = Footprint.now();
    use(ROUNDS);
    awaitNoLoaders();
    Footprint after = Footprint.now();

    System.out.println(ROUNDS + " loads and unloads: before " + before + ", after " + after);
    assertEquals(0, after.loaders());
    assertTrue(after.descriptors() <= before.descriptors(), after::toString);
    assertTrue(after.classes() <= before.classes() + 50, after::toString);
    assertTrue(after.metaspace() <= before.metaspace() + TOLERATED_METASPACE, after::toString);
  }

  private void use(int rounds) throws IOException {
    try (SimHost host = SimHosts.open("sim:gh200-96g")) {
      for (int i = 0; i < rounds; i++) {
        try (Plugins plugins = PluginFolder.load(folder)) {
          use(plugins, host.functions().getLast());
        }
      }
    }
  }

  private static void use(Plugins plugins, HostFunction function) {
    IovaSpace memory = new IovaSpace();
    DeviceWorker worker = new DeviceWorker("worker of the test");
    VfioPciCore core = new VfioPciCore(function, memory, worker, new VfTokens());
    Binding binding =
        new Binder(
                plugins.catalog(),
                Settings.NONE,
                Map.of(),
                new SystemClock(),
                System.getLogger("unload"))
            .bind(new BindableFunction(function, core, memory, worker));
    VfioDevice device = binding.device().orElseThrow();
    worker.start();
    device.open();
    device.read(7, 0, MemorySegment.ofArray(new byte[4]));
    worker.stop();
    device.close();
  }

  /** What a leak would show in. */
  private record Footprint(long metaspace, long classes, long descriptors, long loaders) {

    static Footprint now() throws IOException, JMException {
      long loaders = LiveLoaders.count();
      long metaspace =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(
                  pool -> List.of("Metaspace", "Compressed Class Space").contains(pool.getName()))
              .map(MemoryPoolMXBean::getUsage)
              .mapToLong(usage -> usage.getUsed())
              .sum();
      long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return new Footprint(metaspace, classes, open.count(), loaders);
      }
    }

    @Override
    public String toString() {
      return "%d KiB of metaspace, %d classes, %d descriptors, %d class loaders of plugins"
          .formatted(metaspace >> 10, classes, descriptors, loaders);
    }
  }
}
