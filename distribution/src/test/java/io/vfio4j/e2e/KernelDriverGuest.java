package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Linux guest that has the kernel's own driver take the served GPU, and carry out scripts of
 * operations on it. What its firmware calls the GPU's memory is the end of its own, which its
 * kernel was told to leave alone.
 */
final class KernelDriverGuest implements AutoCloseable {

  /** What firmware says instead of a size where it tells nothing of the memory. */
  static final String NOT_SAID = "none";

  /** Where the memory begins that the kernel leaves alone: what {@code mem=} says. */
  static final String MEMORY_BASE = "0x40000000";

  /** The most that q35 has in one piece below 4 GiB; its ACPI knows no addresses beyond. */
  private static final String MEMORY = "2815M";

  private static final String COMMAND_LINE = "console=ttyS0 quiet panic=-1 intel_iommu=on mem=1G";

  /** The GPU's node in QEMU's tables, behind a root port in this slot. */
  private static final String NODE = "PCI0.S20.S00";

  private static final String ROOT_PORT = "pcie-root-port,id=above,chassis=1,slot=1,addr=04.0";

  private static final String READY = "GUEST-READY";
  private static final String END = "SCRIPT-END";

  private final PortGuest guest;

  private KernelDriverGuest(PortGuest guest) {
    this.guest = guest;
  }

  /**
   * Boots a guest and waits until it takes scripts.
   *
   * @param device the GPU's socket
   * @param memory the size of the GPU's memory as the guest's firmware tells it
   */
  static KernelDriverGuest boot(Path device, String memory) throws IOException {
    Path folder = WorkFolder.create("kernel-driver");
    List<String> arguments = machine(device, memory);
    arguments.addAll(List.of("-kernel", Supplies.nvgraceKernel().toString()));
    arguments.addAll(List.of("-initrd", Supplies.nvgraceInitramfs(folder).toString()));
    arguments.addAll(List.of("-append", COMMAND_LINE));
    return new KernelDriverGuest(PortGuest.boot(folder, arguments, READY));
  }

  private static List<String> machine(Path device, String memory) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2"));
    arguments.addAll(List.of("-machine", "q35,kernel-irqchip=off", "-no-reboot"));
    arguments.addAll(Qemu.memory(MEMORY, true));
    arguments.addAll(List.of("-device", "intel-iommu,intremap=on,caching-mode=on"));
    arguments.addAll(List.of("-device", ROOT_PORT));
    arguments.addAll(List.of("-device", Qemu.vfioUser(device, "\"bus\":\"above\"")));
    if (!memory.equals(NOT_SAID)) {
      Path table = Supplies.memoryTable(NODE, MEMORY_BASE, memory);
      arguments.addAll(List.of("-acpitable", "file=" + table));
    }
    return arguments;
  }

  /**
   * Has the driver bind, carry out a script, and go again.
   *
   * @throws AssertionError if the guest ends or its reader makes nothing of the script
   */
  Transcript run(Script script) {
    return guest.run("", script, END);
  }

  @Override
  public void close() throws IOException {
    guest.close();
  }
}
