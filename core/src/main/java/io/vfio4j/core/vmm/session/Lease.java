package io.vfio4j.core.vmm.session;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import java.util.Optional;

/**
 * A device in one client's hands: opened when the client has introduced itself, and after the
 * client as if it had not been there.
 */
final class Lease implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Lease.class.getName());

  private final ServedDevice served;
  private final ClientDma dma;
  private final Faults faults;
  private final Notifiers notifiers;
  private DeviceInfo info = DeviceInfo.pci(0, 0);
  private boolean opened;

  Lease(ServedDevice served, ClientDma dma, Faults faults) {
    this.served = served;
    this.dma = dma;
    this.faults = faults;
    this.notifiers = new Notifiers(served.watcher());
  }

  void open() {
    served.worker().start();
    served.memory().attach(dma);
    openDevice();
    info = served.device().info();
  }

  private void openDevice() {
    try {
      served.device().open();
      opened = true;
    } catch (VfioException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          served.name() + ": the device cannot be opened: " + e.getMessage() + ", " + e.errno());
      throw e;
    }
  }

  VfioDevice device() {
    return served.device();
  }

  /** As the device said when it was opened. */
  DeviceInfo info() {
    return info;
  }

  Notifiers notifiers() {
    return notifiers;
  }

  /** The device's DMA ends before its memory goes, its interrupts before their eventfds. */
  @Override
  public void close() {
    dma.cancel();
    Optional<Runnable> running = served.worker().stop();
    if (running.isPresent()) {
      retire(running.get());
    } else if (opened) {
      closeDevice();
    }
    served.memory().detach();
    notifiers.closeAll();
    dma.close();
  }

  /** The device is not closed, since that call must not meet a task of it. */
  private void retire(Runnable task) {
    if (served.retirement().retire("a task does not end")) {
      LOG.log(
          System.Logger.Level.ERROR,
          served.name()
              + ": "
              + task
              + " does not end, though its client has gone; the function is out of service until"
              + " the agent is started again. This is an error of the plugin; tell its author");
    }
  }

  private void closeDevice() {
    try {
      served.device().close();
    } catch (Throwable e) {
      faults.errno("close", e);
    }
  }
}
