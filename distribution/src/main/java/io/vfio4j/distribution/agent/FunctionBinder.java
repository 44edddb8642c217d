package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.BindableFunction;
import io.vfio4j.core.binding.Binder;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.limit.Retirement;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.pci.VfioPciCore;
import java.util.Optional;
import java.util.UUID;

/** Puts vfio-pci-core around a function and binds it. */
record FunctionBinder(Binder binder, VfTokens tokens, Optional<UUID> token) {

  BoundFunction bind(HostFunction function) {
    IovaSpace memory = new IovaSpace(function.iommu());
    DeviceWorker worker = new DeviceWorker("worker " + function.address());
    VfioPciCore core = new VfioPciCore(function, memory, worker, tokens);
    Retirement retirement = new Retirement();
    BindableFunction bindable = new BindableFunction(function, core, memory, worker, retirement);
    Binding binding = binder.bind(bindable);
    return new BoundFunction(admitting(binding), memory, worker, retirement);
  }

  /** Functions of SR-IOV are opened with the token, or for what it is worth without one. */
  private Binding admitting(Binding binding) {
    HostFunction function = binding.function();
    if (binding.device().isEmpty() || !function.virtualization().any()) {
      return binding;
    }
    tokens.add(function);
    if (function.virtualization().capable()) {
      tokens.match(function, token);
    }
    return new Binding(
        function,
        binding.candidates(),
        binding.device().map(device -> new AdmittingDevice(device, tokens, function, token)),
        binding.errno(),
        binding.reason());
  }
}
