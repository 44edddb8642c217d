package io.vfio4j.testkit;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.vmm.session.DeviceServer;
import io.vfio4j.core.vmm.session.ServedDevice;
import io.vfio4j.core.vmm.session.ServerSocketFile;
import io.vfio4j.testkit.client.ClientOptions;
import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A driver's device, served on a socket as the agent serves it.
 *
 * <p>What {@link SimulatedDevice} is for calls, this is for a client: a VMM, or a {@link
 * VfioUserClient}. The socket is in a folder of its own, which goes when this is closed.
 *
 * <pre>{@code
 * try (SimulatedServer server = SimulatedServer.start("gh200-96g", new AcmeDriver());
 *     VfioUserClient client = server.connect()) {
 *   client.read(0, 0x10, 4);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class SimulatedServer implements AutoCloseable {
  private final Path folder;
  private final SimulatedDevice simulated;
  private final EventFdWatcher watcher;
  private final IdleSockets idle = new IdleSockets("testkit idle sockets");
  private final ServerSocketFile socket;
  private final DeviceServer server;

  SimulatedServer(SimulatedDevice simulated, DeviceWorker worker) {
    this.simulated = simulated;
    this.folder = folder();
    this.watcher = new EventFdWatcher("testkit eventfds");
    this.socket = ServerSocketFile.listen(folder.resolve("device.sock"));
    String name = simulated.function().address().toString();
    ServedDevice served =
        new ServedDevice(name, simulated.device(), simulated.guestMemory(), worker, watcher);
    this.server = new DeviceServer(served, socket.listener(), idle);
    server.start();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("vfio4j");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a socket", e);
    }
  }

  /**
   * Serves a driver's device for the first function of a host that its id table names.
   *
   * @param profile a built-in profile's name, or a profile's file
   * @param driver the driver under test
   */
  public static SimulatedServer start(String profile, VariantDriver driver) {
    return start(profile, driver, SimulatedDevice.matchedBy(driver));
  }

  /**
   * The same for a certain function.
   *
   * @param address the function's
   */
  public static SimulatedServer start(String profile, VariantDriver driver, PciAddress address) {
    return start(profile, driver, SimulatedDevice.at(address));
  }

  private static SimulatedServer start(
      String profile, VariantDriver driver, Predicate<HostFunction> wanted) {
    DeviceWorker worker = new DeviceWorker("testkit worker");
    return new SimulatedServer(
        SimulatedDevice.bind(profile, driver, Map.of(), wanted, worker), worker);
  }

  /** Where it listens. */
  public Path path() {
    return socket.path();
  }

  /** The device that it serves. */
  public SimulatedDevice simulated() {
    return simulated;
  }

  /** A client like QEMU. */
  public VfioUserClient connect() {
    return VfioUserClient.connect(path());
  }

  /** A client of another kind. */
  public VfioUserClient connect(ClientOptions options) {
    return VfioUserClient.connect(path(), options);
  }

  /** Ends the session, if a client is there, and removes the socket. */
  @Override
  public void close() {
    server.close();
    socket.close();
    idle.close();
    watcher.close();
    simulated.close();
    try {
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
