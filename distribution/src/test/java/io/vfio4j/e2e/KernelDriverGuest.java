package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Linux guest that has the kernel's own driver take the served GPU, carries out a script of
 * operations on it, and powers off. What its firmware calls the GPU's memory is the end of its own,
 * which its kernel was told to leave alone.
 */
final class KernelDriverGuest {

  /** What firmware says instead of a size where it tells nothing of the memory. */
  static final String NOT_SAID = "none";

  /** Where the memory begins that the kernel leaves alone: what {@code mem=} says. */
  private static final String MEMORY_BASE = "0x40000000";

  /** The most that q35 has in one piece below 4 GiB; its ACPI knows no addresses beyond. */
  private static final String MEMORY = "2815M";

  private static final String COMMAND_LINE = "console=ttyS0 quiet panic=-1 intel_iommu=on mem=1G";

  /** The GPU's node in QEMU's tables, behind a root port in this slot. */
  private static final String NODE = "PCI0.S20.S00";

  private static final String ROOT_PORT = "pcie-root-port,id=above,chassis=1,slot=1,addr=04.0";

  private static final long LIMIT_SECONDS = 150;

  private KernelDriverGuest() {}

  /**
   * Boots a guest and waits until it has powered off.
   *
   * @param script a script of operations, or a transcript of one
   * @param memory the size of the GPU's memory as the guest's firmware tells it
   * @return the transcript
   */
  static List<String> run(Path script, Path device, String memory) throws Exception {
    Path folder = WorkFolder.create("kernel-driver");
    Path console = folder.resolve("console");
    List<String> arguments = machine(device, memory);
    arguments.addAll(List.of("-kernel", Supplies.nvgraceKernel().toString()));
    arguments.addAll(List.of("-initrd", Supplies.nvgraceInitramfs(folder, script).toString()));
    arguments.addAll(List.of("-append", COMMAND_LINE, "-serial", "file:" + console));
    try (Qemu qemu = Qemu.start(folder, arguments)) {
      int status = qemu.awaitEnd(LIMIT_SECONDS);
      if (status != 0) {
        throw new AssertionError("QEMU ended with " + status + ": " + qemu.messages());
      }
    }
    return betweenMarks(console);
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

  private static List<String> betweenMarks(Path console) throws IOException {
    List<String> all =
        Files.readString(console, StandardCharsets.ISO_8859_1).replace("\r", "").lines().toList();
    int from = all.indexOf("SCRIPT-BEGIN");
    int to = all.indexOf("SCRIPT-END");
    if (from < 0 || to < from) {
      throw new AssertionError("the guest did not get to its end: " + String.join("\n", all));
    }
    return all.subList(from + 1, to);
  }
}
