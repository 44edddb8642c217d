package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A QEMU process. It does not outlive the block that holds it. */
final class Qemu implements AutoCloseable {

  private static final long LIMIT_SECONDS = 30;

  private final Process process;
  private final Path messages;

  private Qemu(Process process, Path messages) {
    this.process = process;
    this.messages = messages;
  }

  /**
   * Starts QEMU and waits until it has connected to these sockets.
   *
   * @param folder gets what QEMU prints
   */
  static Qemu start(Path folder, List<String> arguments, LineSocket... sockets) throws IOException {
    List<String> command = new ArrayList<>(Supplies.qemu());
    command.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none"));
    command.addAll(arguments);
    Path messages = folder.resolve("qemu.messages");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    Qemu qemu = new Qemu(process, messages);
    var _ = process.onExit().thenRun(() -> stopListening(sockets));
    try {
      for (LineSocket socket : sockets) {
        socket.accept();
      }
      return qemu;
    } catch (IOException e) {
      qemu.close();
      throw new IOException("QEMU did not start: " + qemu.messages(), e);
    }
  }

  private static void stopListening(LineSocket... sockets) {
    for (LineSocket socket : sockets) {
      socket.stopListening();
    }
  }

  /** The {@code -device} argument that attaches a served function. */
  static String vfioUser(Path socket, String place) {
    return """
    {"driver":"vfio-user-pci",%s,"socket":{"type":"unix","path":"%s"}}\
    """
        .formatted(place, socket);
  }

  /** Guest memory that the agent can map, or that it cannot. */
  static List<String> memory(String size, boolean shared) {
    return shared
        ? List.of(
            "-m",
            size,
            "-object",
            "memory-backend-memfd,id=ram,size=" + size + ",share=on",
            "-machine",
            "memory-backend=ram")
        : List.of("-m", size);
  }

  String messages() throws IOException {
    return Files.readString(messages);
  }

  /** The status it ends with by itself. */
  int awaitEnd() throws InterruptedException {
    return awaitEnd(LIMIT_SECONDS);
  }

  int awaitEnd(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("QEMU still runs after " + seconds + " s");
    }
    return process.exitValue();
  }

  /** SIGKILL: no word to anyone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
