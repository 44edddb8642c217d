package io.vfio4j.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's arguments for a machine with an IOMMU and functions that vfio-pci can take, each behind a
 * root port of its own.
 */
final class VfioPciMachine {
  /** The kernel has its driver of NVMe built in: without it vfio-pci can have the function. */
  private static final String COMMAND_LINE =
      "console=ttyS0 quiet panic=-1 intel_iommu=on initcall_blacklist=nvme_init";

  private final List<String> arguments = new ArrayList<>();

  VfioPciMachine(String memory) {
    arguments.addAll(List.of("-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2"));
    arguments.addAll(List.of("-machine", "q35,kernel-irqchip=off", "-no-reboot"));
    arguments.addAll(Qemu.memory(memory, true));
    arguments.addAll(List.of("-device", "intel-iommu,intremap=on,caching-mode=on"));
  }

  /** Adds one of QEMU's own functions. */
  VfioPciMachine with(VfioPciFunction function) {
    return with(function, function.model() + ",bus=" + bus(function));
  }

  /** Adds a function that is served at a socket. */
  VfioPciMachine with(VfioPciFunction function, Path socket) {
    return with(function, Qemu.vfioUser(socket, "\"bus\":\"%s\"".formatted(bus(function))));
  }

  private VfioPciMachine with(VfioPciFunction function, String device) {
    int port = function.port();
    arguments.add("-device");
    arguments.add(
        "pcie-root-port,id=%s,chassis=%d,slot=%d,addr=%02x.0"
            .formatted(bus(function), port, port, 3 + port));
    arguments.addAll(List.of("-device", device));
    return this;
  }

  private static String bus(VfioPciFunction function) {
    return "port" + function.port();
  }

  /** All of it, with what it boots. */
  List<String> booting(Path kernel, Path initramfs) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs.toString()));
    all.addAll(List.of("-append", COMMAND_LINE));
    return all;
  }
}
