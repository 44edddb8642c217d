package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example plugin that wraps nvgrace-gpu, between it and QEMU. */
@Timeout(60)
class TraceIT {

  private static final long REGISTERS = 0xc000_0000L;
  private static final long LINK = 0x1498;

  private static String[] options() {
    return new String[] {
      "--plugin",
      Examples.plugin("example-trace").toString(),
      "--variant",
      ServedFunctions.gpu() + "=example-trace",
      "--set",
      "example-trace.hide-mmap=true"
    };
  }

  @Test
  void theAgentsLogHasALineForEachAccessWithItsName() throws Exception {
    String gpu = ServedFunctions.gpu();
    try (Agent agent = Agent.serve(options());
        Machine machine = Machine.start(agent.socket(gpu))) {
      machine.function().place(0, REGISTERS);
      machine.function().enable();
      assertEquals(0xff, machine.qtest().read(4, REGISTERS + LINK));
      machine.quit();
      List<String> log = agent.log().lines().toList();
      String prefix = "INFO    example-trace: " + gpu + ": ";
      assertTrue(log.contains(prefix + "read BAR0+0x1498 C2C_LINK 4 -> 0xff"), log::toString);
      assertTrue(log.contains(prefix + "write CONFIG+0x4 COMMAND 2 <- 0x6"), log::toString);
    }
  }

  @Test
  void explainShowsWhichVariantIsWrapped() {
    String[] options = options();
    String[] arguments = new String[options.length + 2];
    arguments[0] = "explain";
    arguments[1] = ServedFunctions.gpu();
    System.arraycopy(options, 0, arguments, 2, options.length);
    List<String> lines = Command.run(arguments).orFail().lines().toList();
    assertTrue(
        lines.getFirst().endsWith("named by the operator; wraps nvgrace-gpu"), lines::toString);
    assertTrue(lines.get(1).matches("  1  example-trace +- +taken .*"), lines::toString);
    assertTrue(lines.get(2).matches("  1    nvgrace-gpu +10de:2342  taken .*"), lines::toString);
  }
}
