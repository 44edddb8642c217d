package io.vfio4j.distribution.docs;

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
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.pci.VfioPciCore;
import io.vfio4j.core.plugin.PluginFolder;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.core.vmm.session.DeviceServer;
import io.vfio4j.core.vmm.session.ServedDevice;
import io.vfio4j.core.vmm.session.ServerSocketFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An agent within another program, as docs/embedding.md shows it: one function, on one socket. */
final class EmbeddedAgent implements AutoCloseable {
  private final SimHost host = SimHosts.open("sim:gh200-96g");
  private final Watchdog watchdog = new Watchdog(TimeLimits.DEFAULT);
  private final IdleSockets idle = new IdleSockets("idle sockets");
  private final EventFdWatcher watcher = new EventFdWatcher("eventfds");
  private final Plugins plugins;
  private final ServerSocketFile socket;
  private final DeviceServer server;

  EmbeddedAgent(Path folder, Path path) throws IOException {
    plugins = PluginFolder.load(folder);
    socket = ServerSocketFile.listen(path);
    server = new DeviceServer(bound(host.functions().getFirst()), socket.listener(), idle);
    server.start();
  }

  private ServedDevice bound(HostFunction function) {
    String name = function.address().toString();
    IovaSpace memory = new IovaSpace(function.iommu());
    DeviceWorker worker = new DeviceWorker("worker " + name);
    Retirement retirement = new Retirement();
    VfioPciCore core = new VfioPciCore(function, memory, worker, new VfTokens());
    Binding binding =
        binder().bind(new BindableFunction(function, core, memory, worker, retirement));
    return new ServedDevice(
        name, binding.device().orElseThrow(), memory, worker, watcher, retirement);
  }

  private Binder binder() {
    System.Logger log = System.getLogger("my.agent");
    return new Binder(plugins.catalog(), Settings.NONE, Map.of(), new SystemClock(), log, watchdog);
  }

  @Override
  public void close() {
    server.close();
    socket.close();
    watcher.close();
    idle.close();
    watchdog.close();
    plugins.close();
    host.close();
  }
}
