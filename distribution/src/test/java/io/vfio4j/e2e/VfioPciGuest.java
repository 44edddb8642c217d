package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Linux guest with all functions, each behind a root port of its own. It describes them, and has
 * vfio-pci take them and carry out scripts.
 */
final class VfioPciGuest implements AutoCloseable {
  private static final String COMMAND_LINE =
      "console=ttyS0 quiet panic=-1 intel_iommu=on initcall_blacklist=nvme_init";

  private static final String READY = "READY";
  private static final String END = "END";

  private final PortGuest guest;

  private VfioPciGuest(PortGuest guest) {
    this.guest = guest;
  }

  /**
   * Boots a guest and waits until it takes scripts.
   *
   * @param plain the socket of the function that is served
   */
  static VfioPciGuest boot(Path plain) throws IOException {
    Path folder = WorkFolder.create("vfio-pci");
    List<String> arguments = machine(plain);
    arguments.addAll(List.of("-kernel", Supplies.kernel().toString()));
    arguments.addAll(List.of("-initrd", Supplies.vfioPciInitramfs(folder).toString()));
    arguments.addAll(List.of("-append", COMMAND_LINE));
    return new VfioPciGuest(PortGuest.boot(folder, arguments, READY));
  }

  private static List<String> machine(Path plain) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2"));
    arguments.addAll(List.of("-machine", "q35,kernel-irqchip=off", "-no-reboot"));
    arguments.addAll(Qemu.memory("1G", true));
    arguments.addAll(List.of("-device", "intel-iommu,intremap=on,caching-mode=on"));
    for (VfioPciFunction function : VfioPciFunction.values()) {
      int port = function.port();
      String bus = "port" + port;
      arguments.add("-device");
      arguments.add(
          "pcie-root-port,id=%s,chassis=%d,slot=%d,addr=%02x.0"
              .formatted(bus, port, port, 3 + port));
      arguments.add("-device");
      arguments.add(
          function.model().isEmpty()
              ? Qemu.vfioUser(plain, "\"bus\":\"%s\"".formatted(bus))
              : function.model() + ",bus=" + bus);
    }
    return arguments;
  }

  /** The function as a profile has it, in lines. */
  List<String> capture(VfioPciFunction function) throws IOException {
    guest.send("capture %s %s".formatted(function.address(), function.registers()));
    return guest.linesUpTo(END);
  }

  /**
   * Has vfio-pci take a function, carry out a script, and let it go.
   *
   * @throws AssertionError if the guest's reader makes nothing of the script
   */
  Transcript run(VfioPciFunction function, Script script) {
    return guest.run("script %s ".formatted(function.address()), script, END);
  }

  @Override
  public void close() throws IOException {
    guest.close();
  }
}
