package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
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
  private final LowPower lowPower;
  private final Features features;
  private final IoEventFds ioEventFds;

  private Client(
      HostFunction function,
      Interrupts interrupts,
      Regions regions,
      VfTokens tokens,
      Executor worker) {
    this.function = function;
    this.interrupts = interrupts;
    this.resettable = tryReset();
    this.config = new ConfigSpace(function, interrupts, this::functionLevelReset);
    this.lowPower = new LowPower(function.mappings());
    this.features = new Features(function, tokens, lowPower);
    this.ioEventFds = new IoEventFds(regions, config, worker);
  }

  /** Puts the function into the state in which a client finds it. */
  static Client attach(
      HostFunction function,
      Regions regions,
      VfTokens tokens,
      GuestMemory memory,
      Executor worker) {
    Interrupts interrupts = new Interrupts(function);
    function.attach(interrupts, memory, worker);
    try {
      Client client = new Client(function, interrupts, regions, tokens, worker);
      function.mappings().guard(client::requireMapped);
      return client;
    } catch (RuntimeException | Error e) {
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

  LowPower lowPower() {
    return lowPower;
  }

  /** The ioctls that have no method of their own. */
  long ioctl(IoctlRequest request) {
    return switch (request.command()) {
      case IoctlRequest.GET_PCI_HOT_RESET_INFO -> new HotReset(function).info(request.argument());
      case IoctlRequest.PCI_HOT_RESET -> new HotReset(function).reset(request, config::wake);
      case IoctlRequest.IOEVENTFD -> ioEventFds.ioctl(request);
      default -> throw VfioException.refused(Errno.ENOTTY, "unknown ioctl " + request.name());
    };
  }

  /** What is mapped can be used: else it is SIGBUS for who touches it. */
  private void requireMapped() {
    if (lowPower.engaged() || !config.memoryEnabled()) {
      throw VfioException.refused(
          Errno.EFAULT, lowPower.engaged() ? "low power is on" : "memory space is off");
    }
  }

  private static void requireOpen() {
    throw VfioException.refused(Errno.EFAULT, "the device is closed");
  }

  /** Whether the reset at open worked. */
  boolean resettable() {
    return resettable;
  }

  void reset() {
    if (!resettable) {
      throw VfioException.refused(Errno.EINVAL, function.address() + " has no reset");
    }
    function.mappings().revoke();
    config.wake();
    function.reset();
  }

  /**
   * No interrupt and no DMA after this; the client's eventfds are closed. Awake: what a function
   * brings back when it wakes up must not turn on again what is off.
   */
  void detach() {
    function.mappings().guard(Client::requireOpen);
    lowPower.exit();
    config.wake();
    ioEventFds.close();
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
    function.mappings().revoke();
    config.wakeForReset();
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
