package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** QEMU takes the arguments that {@code vfio4j vmm-args} prints, as a shell reads them. */
@Timeout(60)
class VmmArgsIT {

  @Test
  void qemuAttachesBothFunctionsWithThePrintedArguments() throws Exception {
    Path folder = WorkFolder.create("vmm-args");
    try (Agent agent = Agent.serve();
        LineSocket monitor = LineSocket.listen(folder.resolve("qmp"))) {
      long idle = agent.descriptors();
      List<String> arguments = new ArrayList<>(printedArguments(agent));
      arguments.addAll(List.of("-accel", "qtest", "-qmp", "unix:" + monitor.path()));
      try (Qemu qemu = Qemu.start(folder, arguments, monitor)) {
        Qmp qmp = new Qmp(monitor);
        qmp.execute("query-pci");
        qmp.execute("quit");
        assertEquals(0, qemu.awaitEnd(), qemu.messages());
      }
      Await.that("descriptors", idle, agent::descriptors);
    }
  }

  private static List<String> printedArguments(Agent agent) {
    String folder = agent.folder().toString();
    String gpu = ServedFunctions.gpu();
    String exerciser = ServedFunctions.exerciser();
    String printed =
        Command.run("vmm-args", "--socket-dir", folder, "qemu", gpu, exerciser).orFail();
    return Output.of(List.of("sh", "-c", "printf '%s\\n' " + printed)).orFail().lines().toList();
  }
}
