package io.vfio4j.distribution.serve;

import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.vmm.session.DeviceServer;
import io.vfio4j.core.vmm.session.ServerSocketFile;
import io.vfio4j.distribution.agent.BoundFunction;
import java.nio.file.Path;

/**
 * A function on a socket.
 *
 * @param function the function
 * @param socket where it listens
 * @param server serves it
 * @param watcher of its eventfds
 */
public record Served(
    BoundFunction function, ServerSocketFile socket, DeviceServer server, EventFdWatcher watcher)
    implements AutoCloseable {

  /** Its socket goes when it is out of service. */
  public Served {
    function.retirement().whenRetired(_ -> socket.close());
  }

  /** The socket's path. */
  public Path path() {
    return socket.path();
  }

  /** Ends the session, closes the device, removes the socket. */
  @Override
  public void close() {
    server.close();
    socket.close();
    if (!function.retirement().retired()) {
      watcher.close();
    }
  }
}
