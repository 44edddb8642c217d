package io.vfio4j.distribution.serve;

import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.vmm.session.DeviceServer;
import io.vfio4j.core.vmm.session.ServerSocketFile;
import io.vfio4j.distribution.agent.BoundFunction;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A function on a socket.
 *
 * @param function the function
 * @param socket where it listens
 * @param server serves it
 * @param watcher of its eventfds
 */
public record Served(
    BoundFunction function, ServerSocketFile socket, DeviceServer server, EventFdWatcher watcher) {

  /** Its socket goes when it is out of service. */
  public Served {
    function.retirement().whenRetired(_ -> socket.close());
  }

  /** The socket's path. */
  public Path path() {
    return socket.path();
  }

  /** There is no further client, and this one goes; the socket goes at once. */
  void stop() {
    try {
      server.stop();
    } finally {
      socket.close();
    }
  }

  /**
   * Waits until the device is closed, after {@link #stop}.
   *
   * @return false if it is not by then
   */
  boolean ended(Duration most) {
    boolean ended = server.ended(most);
    if (ended) {
      server.close();
    }
    if (ended && !function.retirement().retired()) {
      watcher.close();
    }
    return ended;
  }
}
