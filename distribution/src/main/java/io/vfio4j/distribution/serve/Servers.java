package io.vfio4j.distribution.serve;

import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.IdleSockets;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.Setback;
import io.vfio4j.core.vmm.session.DeviceServer;
import io.vfio4j.core.vmm.session.ServedDevice;
import io.vfio4j.core.vmm.session.ServerSocketFile;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All functions on sockets. Closed as a whole, by any thread. */
public final class Servers implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.vfio4j.serve");

  /**
   * Clients with a thread of their own even if they are quiet: as many as a host has GPUs, twice.
   */
  private static final int SLEEPERS = 16;

  private final List<Served> all = new ArrayList<>();
  private final Duration poll;
  private @Nullable IdleSockets idle;
  private boolean closed;

  /** None so far, and none polls. */
  public Servers() {
    this(Duration.ZERO);
  }

  /**
   * None so far.
   *
   * @param poll how long each asks its client for the next message before it sleeps
   */
  public Servers(Duration poll) {
    this.poll = poll;
  }

  /**
   * Serves a function from now on.
   *
   * @param function one that is bound
   * @param path where to listen
   * @throws CommandFailed if that cannot be
   */
  public synchronized Served serve(BoundFunction function, Path path) {
    if (closed) {
      throw new CommandFailed(ExitCode.FAILED, "the agent is being stopped");
    }
    Served served = served(function, SocketPaths.checked(path));
    all.add(served);
    served.server().start();
    return served;
  }

  /** The socket comes last: whatever else cannot be made leaves none behind. */
  private Served served(BoundFunction function, Path path) {
    try {
      IdleSockets sockets = idle();
      ServedDevice device = servedDevice(function);
      ServerSocketFile socket = listen(path);
      DeviceServer server = new DeviceServer(device, socket.listener(), sockets, poll);
      return new Served(function, socket, server, device.watcher());
    } catch (LinuxException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot listen on %s (%s: %s): %s"
              .formatted(path, e.call(), e.errnoName(), cure(e.errnoName())),
          e);
    }
  }

  /** Not made before it is needed: a start begins with what takes longest. */
  private IdleSockets idle() {
    if (idle == null) {
      idle = new IdleSockets("idle sockets", SLEEPERS);
    }
    return idle;
  }

  /** Each has a thread of its own for eventfds: a plugin's task there stops no other function's. */
  private static ServedDevice servedDevice(BoundFunction function) {
    String address = function.binding().function().address().toString();
    return new ServedDevice(
        address,
        function.binding().device().orElseThrow(),
        function.memory(),
        function.worker(),
        new EventFdWatcher("eventfds " + address),
        function.retirement());
  }

  private static ServerSocketFile listen(Path path) {
    try {
      return ServerSocketFile.listen(path);
    } catch (IllegalStateException taken) {
      throw new CommandFailed(ExitCode.FAILED, taken.getMessage(), taken);
    }
  }

  private static String cure(String errno) {
    return switch (errno) {
      case "EMFILE" -> "allow more open files (ulimit -n)";
      case "ENFILE" -> "allow more open files (sysctl fs.file-max)";
      default -> "name a folder that is there and may be written";
    };
  }

  /** Closes all of them, the last one first. */
  @Override
  public void close() {
    ended();
  }

  /**
   * The same. All are stopped before one is waited for, and one that fails keeps no other: they
   * have the same time, however many do not let go.
   *
   * @return whether all of them let go
   */
  synchronized boolean ended() {
    if (closed) {
      return true;
    }
    closed = true;
    List<Served> lastFirst = all.reversed();
    boolean clean =
        each(
            lastFirst,
            served -> {
              served.stop();
              return true;
            });
    long end = System.nanoTime() + DeviceServer.LONGEST_END.toNanos();
    clean &= each(lastFirst, served -> served.ended(Duration.ofNanos(end - System.nanoTime())));
    if (idle != null) {
      idle.close();
    }
    return clean;
  }

  private static boolean each(List<Served> all, Predicate<Served> step) {
    boolean good = true;
    for (Served served : all) {
      good &= tried(served, step);
    }
    return good;
  }

  private static boolean tried(Served served, Predicate<Served> step) {
    try {
      return step.test(served);
    } catch (Throwable e) {
      new Setback(LOG, served.path() + " could not be closed").tell(e);
      return false;
    }
  }
}
