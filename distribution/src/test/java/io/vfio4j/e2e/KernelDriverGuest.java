package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptException;
import io.vfio4j.testkit.script.ScriptLine;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

  private final Qemu qemu;
  private final LineSocket port;
  private final Path console;

  private KernelDriverGuest(Qemu qemu, LineSocket port, Path console) {
    this.qemu = qemu;
    this.port = port;
    this.console = console;
  }

  /**
   * Boots a guest and waits until it takes scripts.
   *
   * @param device the GPU's socket
   * @param memory the size of the GPU's memory as the guest's firmware tells it
   */
  static KernelDriverGuest boot(Path device, String memory) throws IOException {
    Path folder = WorkFolder.create("kernel-driver");
    Path console = folder.resolve("console");
    LineSocket port = LineSocket.listen(folder.resolve("port"));
    List<String> arguments = machine(device, memory);
    arguments.addAll(List.of("-kernel", Supplies.nvgraceKernel().toString()));
    arguments.addAll(List.of("-initrd", Supplies.nvgraceInitramfs(folder).toString()));
    arguments.addAll(List.of("-append", COMMAND_LINE, "-serial", "file:" + console));
    arguments.addAll(
        List.of("-device", "virtio-serial-pci", "-device", "virtserialport,chardev=port"));
    arguments.addAll(List.of("-chardev", "socket,id=port,path=" + port.path()));
    KernelDriverGuest guest =
        new KernelDriverGuest(Qemu.start(folder, arguments, port), port, console);
    guest.linesUpTo(READY);
    return guest;
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
    String text =
        script.lines().stream().map(ScriptLine::text).collect(Collectors.joining("\n", "", "\n"));
    try {
      port.send(text.length() + "\n" + text.stripTrailing());
      List<String> answers = linesUpTo(END);
      return Transcript.parse(String.join("\n", answers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ScriptException e) {
      throw new AssertionError("the guest's reader: " + e.getMessage(), e);
    }
  }

  private List<String> linesUpTo(String end) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      for (String line = port.receive(); !line.equals(end); line = port.receive()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new IOException("the guest did not get to its end: " + messages(), e);
    }
    return lines;
  }

  private String messages() throws IOException {
    return qemu.messages()
        + Files.readString(console, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    qemu.close();
    port.close();
  }
}
