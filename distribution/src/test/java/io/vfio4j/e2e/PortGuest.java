package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptException;
import io.vfio4j.testkit.script.ScriptLine;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A Linux guest that is told what to do in lines over a port, and answers so. */
final class PortGuest implements AutoCloseable {
  private final Qemu qemu;
  private final LineSocket port;
  private final Path console;

  private PortGuest(Qemu qemu, LineSocket port, Path console) {
    this.qemu = qemu;
    this.port = port;
    this.console = console;
  }

  /**
   * Boots a guest and waits until it is ready.
   *
   * @param folder gets its console
   * @param machine QEMU's arguments, kernel and initramfs among them
   * @param ready what it says then
   */
  static PortGuest boot(Path folder, List<String> machine, String ready) throws IOException {
    Path console = folder.resolve("console");
    LineSocket port = LineSocket.listen(folder.resolve("port"));
    List<String> arguments = new ArrayList<>(machine);
    arguments.addAll(List.of("-serial", "file:" + console));
    arguments.addAll(
        List.of("-device", "virtio-serial-pci", "-device", "virtserialport,chardev=port"));
    arguments.addAll(List.of("-chardev", "socket,id=port,path=" + port.path()));
    PortGuest guest = new PortGuest(Qemu.start(folder, arguments, port), port, console);
    try {
      guest.linesUpTo(ready);
      return guest;
    } catch (IOException | RuntimeException | Error e) {
      guest.close();
      throw e;
    }
  }

  void send(String line) throws IOException {
    port.send(line);
  }

  /** What it says before a line. */
  List<String> linesUpTo(String end) throws IOException {
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

  /**
   * Has it carry out a script.
   *
   * @param head goes before the size of the script, in its line
   * @param end what it says after its answers
   * @throws AssertionError if the guest's reader makes nothing of the script
   */
  Transcript run(String head, Script script, String end) {
    try {
      sendText(head, text(script));
      return Transcript.parse(String.join("\n", linesUpTo(end)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ScriptException e) {
      throw new AssertionError("the guest's reader: " + e.getMessage(), e);
    }
  }

  static String text(Script script) {
    return script.lines().stream().map(ScriptLine::text).collect(Collectors.joining("\n"));
  }

  /** Sends a line that ends with the size of a text, and the text, of ASCII. */
  void sendText(String head, String text) throws IOException {
    send(head + (text.length() + 1));
    send(text);
  }

  private String messages() throws IOException {
    return qemu.messages() + Files.readString(console, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    qemu.close();
    port.close();
  }
}
