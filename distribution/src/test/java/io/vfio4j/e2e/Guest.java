package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A Linux guest under TCG whose one program, the probe, takes our commands over the console. Each
 * served function is behind a root port of its own; an IOMMU lets the guest use vfio itself.
 */
final class Guest implements AutoCloseable {

  private static final String COMMAND_LINE = "console=ttyS0 quiet panic=-1 intel_iommu=on";

  private final Qemu qemu;
  private final LineSocket console;

  private Guest(Qemu qemu, LineSocket console) {
    this.qemu = qemu;
    this.console = console;
  }

  /**
   * Boots a guest and waits for its probe.
   *
   * @param folder gets the console's protocol and what QEMU prints
   */
  static Guest boot(Path folder, List<Path> devices) throws IOException {
    LineSocket console = LineSocket.listen(folder.resolve("console"));
    List<String> arguments = new ArrayList<>(machine());
    arguments.addAll(List.of("-kernel", Supplies.kernel().toString()));
    arguments.addAll(List.of("-initrd", Supplies.initramfs().toString(), "-append", COMMAND_LINE));
    arguments.addAll(List.of("-serial", "chardev:console", "-chardev"));
    arguments.add(
        "socket,id=console,path=%s,logfile=%s"
            .formatted(console.path(), folder.resolve("console.log")));
    for (Path device : devices) {
      arguments.addAll(behindRootPort(arguments.size(), device));
    }
    Guest guest = new Guest(Qemu.start(folder, arguments, console), console);
    try {
      guest.awaitProbe();
      return guest;
    } catch (IOException | RuntimeException | Error e) {
      guest.close();
      throw e;
    }
  }

  private static List<String> machine() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2"));
    arguments.addAll(List.of("-machine", "q35,kernel-irqchip=off"));
    arguments.addAll(Qemu.memory("1G", true));
    // Caching mode is what makes QEMU pass the guest's own mappings on to the agent.
    arguments.addAll(List.of("-device", "intel-iommu,intremap=on,caching-mode=on"));
    return arguments;
  }

  private static List<String> behindRootPort(int number, Path device) {
    String port = "port" + number;
    return List.of(
        "-device",
        "pcie-root-port,id=%s,chassis=%d,slot=%d".formatted(port, number, number),
        "-device",
        Qemu.vfioUser(device, "\"bus\":\"%s\"".formatted(port)));
  }

  /** Waits for the word with which the probe begins, after a start or a reboot. */
  void awaitProbe() throws IOException {
    String line = answer();
    if (!line.equals("probe")) {
      throw new AssertionError("not the probe's first word: " + line);
    }
  }

  /** Has the probe do something and says what it answered. */
  String ask(String command, Object... operands) throws IOException {
    StringJoiner line = new StringJoiner(" ").add(command);
    for (Object operand : operands) {
      line.add(operand instanceof Number number ? hex(number.longValue()) : operand.toString());
    }
    console.send(line.toString());
    return answer();
  }

  long askNumber(String command, Object... operands) throws IOException {
    return Long.parseUnsignedLong(ask(command, operands).replace("0x", ""), 16);
  }

  private static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }

  private String answer() throws IOException {
    String line = console.receive();
    while (!line.startsWith("@ ")) {
      if (line.startsWith("! ")) {
        throw new AssertionError("the guest's probe: " + line);
      }
      line = console.receive();
    }
    return line.substring(2).strip();
  }

  void reboot() throws IOException {
    ask("reboot");
    awaitProbe();
  }

  /** Powers the guest off and waits for QEMU's status. */
  int powerOff() throws IOException, InterruptedException {
    ask("poweroff");
    return qemu.awaitEnd();
  }

  @Override
  public void close() throws IOException {
    qemu.close();
    console.close();
  }
}
