package io.vfio4j.core.host.sim.register;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.core.host.sim.config.HardwareConfig;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A function's way to the client's memory, while there is a client. */
public final class DmaPort {
  private final HardwareConfig config;
  private @Nullable GuestMemory memory;
  private @Nullable Executor worker;
  private int steps;

  /** The way of a function which may use it if it is bus master. */
  public DmaPort(HardwareConfig config) {
    this.config = config;
  }

  /** A client has come. */
  public synchronized void attach(GuestMemory clientMemory, Executor clientWorker) {
    memory = clientMemory;
    worker = clientWorker;
  }

  /** The client has gone; waits for the step that is under way. */
  public synchronized void detach() {
    memory = null;
    worker = null;
    boolean interrupted = false;
    while (steps > 0) {
      try {
        wait();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean busMaster() {
    return config.busMaster();
  }

  /** Returns whether the task will be run. */
  boolean submit(Runnable task) {
    Executor executor;
    synchronized (this) {
      executor = worker;
    }
    if (executor == null) {
      return false;
    }
    try {
      executor.execute(task);
      return true;
    } catch (VfioException _) {
      // As many are waiting as can be.
      return false;
    }
  }

  /** Begins a step of a transfer; {@link #end} follows if it gives memory. */
  synchronized @Nullable GuestMemory begin() {
    if (memory != null) {
      steps++;
    }
    return memory;
  }

  synchronized void end() {
    steps--;
    notifyAll();
  }
}
