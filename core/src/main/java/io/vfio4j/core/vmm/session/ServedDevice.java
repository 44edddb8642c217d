package io.vfio4j.core.vmm.session;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.linux.EventFdWatcher;

/**
 * A device and what it shares with whoever is its client.
 *
 * @param name what the operator calls it, its PCI address
 * @param device the variant's device
 * @param memory filled with the client's maps
 * @param worker runs the device's DMA while a client is there
 * @param watcher watches the eventfds that clients signal
 * @param retirement the function's end, if plugin code does not return
 */
public record ServedDevice(
    String name,
    VfioDevice device,
    IovaSpace memory,
    DeviceWorker worker,
    EventFdWatcher watcher,
    Retirement retirement) {

  /** One whose end nobody asks for. */
  public ServedDevice(
      String name,
      VfioDevice device,
      IovaSpace memory,
      DeviceWorker worker,
      EventFdWatcher watcher) {
    this(name, device, memory, worker, watcher, new Retirement());
  }
}
