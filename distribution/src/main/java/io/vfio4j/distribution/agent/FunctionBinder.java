package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.BindableFunction;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.VfioPciCore;

/** Puts vfio-pci-core around a function and binds it. */
record FunctionBinder(Binder binder) {

  BoundFunction bind(HostFunction function) {
    IovaSpace memory = new IovaSpace();
    DeviceWorker worker = new DeviceWorker("worker " + function.address());
    VfioPciCore core = new VfioPciCore(function, memory, worker);
    BindableFunction bindable = new BindableFunction(function, core, memory, worker);
    return new BoundFunction(binder.bind(bindable), memory, worker);
  }
}
