package io.vfio4j.core.vmm.session;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.binding.BindableFunction;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.DriverCatalog;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.binding.SystemClock;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.IdleSockets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A plugin's device on a real socket, behind the border that a host puts around plugins. */
final class ServedPlugin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(50);

  final LinesLogged lines = new LinesLogged();
  final Retirement retirement = new Retirement();
  final IovaSpace memory = new IovaSpace();
  final FakeDevice fake = new FakeDevice();
  private final DeviceWorker worker = new DeviceWorker("worker of the plugin", PATIENCE);
  private final EventFdWatcher watcher = new EventFdWatcher("eventfds of the plugin");
  private final IdleSockets idle = new IdleSockets("idle sockets of the plugin");
  private final SimHost host = SimHosts.open("sim:gh200-96g");
  private final ServerSocketFile file;
  private final DeviceServer server;

  /** Bound as the agent binds, but that what it forwards to is a fake. */
  ServedPlugin(Path socket, Watchdog watchdog, Function<DeviceContext, VfioDevice> probe) {
    this(socket, watchdog, Limits.QUIET, probe);
  }

  /** One that takes a client for quiet after a time of the test's choice. */
  ServedPlugin(
      Path socket, Watchdog watchdog, Duration quiet, Function<DeviceContext, VfioDevice> probe) {
    CatalogDriver driver =
        CatalogDriver.of(new Driver(probe), new Origin("acme", "1.0.0", "acme.jar"));
    BindableFunction function =
        new BindableFunction(host.functions().getFirst(), fake, memory, worker, retirement);
    VfioDevice device =
        new Binder(
                new DriverCatalog(List.of(driver)),
                Settings.NONE,
                Map.of(),
                new SystemClock(),
                lines,
                watchdog)
            .bind(function)
            .device()
            .orElseThrow();
    file = ServerSocketFile.listen(socket);
    server =
        new DeviceServer(
            new ServedDevice("0009:01:00.0", device, memory, worker, watcher, retirement),
            file.listener(),
            idle,
            Duration.ZERO,
            quiet);
    server.start();
  }

  private record Driver(Function<DeviceContext, VfioDevice> device) implements VariantDriver {

    @Override
    public String name() {
      return "acme";
    }

    @Override
    public List<PciMatch> idTable() {
      return List.of(PciMatch.any());
    }

    @Override
    public VfioDevice probe(DeviceContext context) {
      return device.apply(context);
    }
  }

  RawClient connect() {
    return RawClient.connect(file.path());
  }

  @Override
  public void close() {
    server.close();
    file.close();
    idle.close();
    if (!retirement.retired()) {
      watcher.close();
    }
    fake.dispose();
    host.close();
  }
}
