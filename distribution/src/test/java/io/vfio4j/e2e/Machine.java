package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A QEMU under qtest, without a guest, that has one served function on its root bus. */
record Machine(Qemu qemu, QTest qtest, Qmp qmp, PciFunction function, List<LineSocket> sockets)
    implements AutoCloseable {

  /** What of its memory we use: above the first megabyte, where firmware does not move things. */
  static final long RAM = 0x10_0000;

  static final long RAM_END = 256L << 20;

  private static final int SLOT = 5;

  static Machine start(Path device) throws IOException {
    return start(device, true);
  }

  /**
   * Starts a machine.
   *
   * @param device the socket of the function
   * @param shared whether the agent can map the machine's memory
   */
  static Machine start(Path device, boolean shared) throws IOException {
    Path folder = WorkFolder.create("qtest");
    LineSocket qtest = LineSocket.listen(folder.resolve("qtest"));
    LineSocket qmp = LineSocket.listen(folder.resolve("qmp"));
    List<String> arguments = new ArrayList<>(List.of("-machine", "q35", "-accel", "qtest"));
    arguments.addAll(Qemu.memory("256M", shared));
    arguments.addAll(List.of("-qtest", "unix:" + qtest.path(), "-qtest-log", "none"));
    arguments.addAll(List.of("-qmp", "unix:" + qmp.path()));
    arguments.addAll(
        List.of("-device", Qemu.vfioUser(device, "\"addr\":\"%x.0\"".formatted(SLOT))));
    Qemu qemu = Qemu.start(folder, arguments, qtest, qmp);
    QTest lines = new QTest(qtest);
    return new Machine(
        qemu, lines, new Qmp(qmp), new PciFunction(lines, SLOT), List.of(qtest, qmp));
  }

  /** Resets the machine, and with it the function. */
  void reset() throws IOException {
    qmp.execute("system_reset");
    qmp.await("RESET");
  }

  /** Has QEMU end by itself. */
  int quit() throws IOException, InterruptedException {
    qmp.execute("quit");
    return qemu.awaitEnd();
  }

  @Override
  public void close() throws IOException {
    qemu.close();
    for (LineSocket socket : sockets) {
      socket.close();
    }
  }
}
