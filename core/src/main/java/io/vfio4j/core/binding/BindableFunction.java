package io.vfio4j.core.binding;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.limit.Retirement;
import java.util.concurrent.Executor;

/**
 * A function with what the host puts around it before a driver sees it.
 *
 * @param function the function
 * @param core vfio-pci-core on it
 * @param memory what its DMA reaches
 * @param worker runs its DMA
 * @param retirement its end, if plugin code does not return
 */
public record BindableFunction(
    HostFunction function,
    VfioDevice core,
    GuestMemory memory,
    Executor worker,
    Retirement retirement) {

  /** One whose end nobody else asks for. */
  public BindableFunction(
      HostFunction function, VfioDevice core, GuestMemory memory, Executor worker) {
    this(function, core, memory, worker, new Retirement());
  }
}
