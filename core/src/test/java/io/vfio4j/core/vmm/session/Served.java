package io.vfio4j.core.vmm.session;

import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.IdleSockets;
import java.nio.file.Path;
import java.time.Duration;

/** A fake device on a real socket. */
final class Served implements AutoCloseable {
  final FakeDevice device = new FakeDevice();
  final IovaSpace memory = new IovaSpace();
  final DeviceWorker worker = new DeviceWorker("worker of the test");
  private final EventFdWatcher watcher = new EventFdWatcher("watcher of the test");
  private final IdleSockets idle;
  private final ServerSocketFile file;
  private final DeviceServer server;

  Served(Path directory) {
    this(directory, Limits.QUIET);
  }

  /** One that takes a client for quiet after a time of the test's choice. */
  Served(Path directory, Duration quiet) {
    this(directory, quiet, 0);
  }

  /** The same where so many clients may have a thread that sleeps. */
  Served(Path directory, Duration quiet, int sleepers) {
    idle = new IdleSockets("idle sockets of the test", sleepers);
    file = ServerSocketFile.listen(directory.resolve("device.sock"));
    server = new DeviceServer(parts(), file.listener(), idle, Duration.ZERO, quiet);
    server.start();
  }

  ServedDevice parts() {
    return new ServedDevice("0000:01:00.0", device, memory, worker, watcher);
  }

  Path path() {
    return file.path();
  }

  RawClient connect() {
    return RawClient.connect(file.path());
  }

  RawClient negotiated() {
    return connect().negotiated();
  }

  @Override
  public void close() {
    server.close();
    file.close();
    idle.close();
    watcher.close();
    device.dispose();
  }
}
