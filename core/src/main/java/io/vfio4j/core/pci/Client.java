package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.config.ConfigSpace;
import io.vfio4j.core.pci.irq.Interrupts;
import java.util.concurrent.Executor;

/** What a device keeps of one client, from open to close. */
final class Client {
  private static final System.Logger LOG = System.getLogger(Client.class.getName());

  private final HostFunction function;
  private final Interrupts interrupts;
  private final boolean resettable;
  private final ConfigSpace config;
  private final Features features;

  private Client(HostFunction function, Interrupts interrupts) {
    this.function = function;
    this.interrupts = interrupts;
    this.resettable = tryReset();
    this.config = new ConfigSpace(function, interrupts, this::functionLevelReset);
    this.features = new Features(function);
  }

  /** Puts the function into the state in which a client finds it. */
  static Client attach(HostFunction function, GuestMemory memory, Executor worker) {
    Interrupts interrupts = new Interrupts(function);
    function.attach(interrupts, memory, worker);
    try {
      return new Client(function, interrupts);
    } catch (RuntimeException e) {
      function.detach();
      throw e;
    }
  }

  Interrupts interrupts() {
    return interrupts;
  }

  ConfigSpace config() {
    return config;
  }

  Features features() {
    return features;
  }

  /** Whether the reset at open worked. */
  boolean resettable() {
    return resettable;
  }

  void reset() {
    if (!resettable) {
      throw VfioException.refused(Errno.EINVAL, function.address() + " has no reset");
    }
    config.wake();
    function.reset();
  }

  /** No interrupt and no DMA after this; the client's eventfds are closed. */
  void detach() {
    try {
      interrupts.close();
    } finally {
      restoreAndDetach();
    }
  }

  private void restoreAndDetach() {
    try {
      config.close();
      if (resettable) {
        function.reset();
      }
    } finally {
      function.detach();
    }
  }

  /** A function that others hold is for later; one that cannot be reset is served all the same. */
  private boolean tryReset() {
    if (!function.resettable()) {
      return false;
    }
    try {
      function.reset();
      return true;
    } catch (VfioException e) {
      if (e.errno() == Errno.EAGAIN) {
        throw e;
      }
      warn("reset failed, the client is told that there is none", e);
      return false;
    }
  }

  /** A guest asked for it by a config bit, which has no place for an error. */
  private void functionLevelReset() {
    if (!function.resettable()) {
      return;
    }
    try {
      function.reset();
    } catch (VfioException e) {
      warn("function level reset failed, the guest goes on with the function as it is", e);
    }
  }

  private void warn(String what, VfioException why) {
    LOG.log(
        System.Logger.Level.WARNING, "{0}: {1}: {2}", function.address(), what, why.getMessage());
  }
}
