package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a machine's reset, its end and the agent's end leave behind. */
@Timeout(60)
class ResetIT {

  private Agent agent;
  private Path socket;

  @BeforeEach
  void serve() throws Exception {
    agent = Agent.serve();
    socket = agent.socket(ServedFunctions.exerciser());
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void aResetSwitchesTheFunctionOffAndItCanBeSetUpAgain() throws Exception {
    try (Machine machine = Machine.start(socket)) {
      Exerciser device = Exerciser.on(machine);
      MsiX.of(device).enable(true);
      machine.qtest().write(4, Exerciser.MEMORY, 0xfeed);
      machine.reset();
      PciFunction function = machine.function();
      assertEquals(0, function.config(2, PciFunction.COMMAND) & 0x6);
      assertEquals(0, function.bar(2));
      assertEquals(0, function.config(2, function.capability(PciFunction.MSIX) + 2) & 0x8000);

      device = Exerciser.on(machine);
      assertEquals(0xfeed, machine.qtest().read(4, Exerciser.MEMORY), "memory outlives a reset");
      MsiX msix = MsiX.of(device);
      msix.enable(true);
      msix.route(0);
      msix.mask(0, false);
      device.raise(0);
      msix.awaitArrival(0);
    }
  }

  @Test
  void afterAQuitTheNextMachineIsServedAndMemoryIsAsItWas() throws Exception {
    try (Machine machine = Machine.start(socket)) {
      Exerciser.on(machine);
      machine.qtest().write(8, Exerciser.MEMORY + 0x800, 0x1234_5678_9abcL);
      assertEquals(0, machine.quit());
    }
    try (Machine machine = Machine.start(socket)) {
      Exerciser.on(machine);
      assertEquals(0x1234_5678_9abcL, machine.qtest().read(8, Exerciser.MEMORY + 0x800));
    }
  }

  @Test
  void onSigtermTheAgentRemovesItsSocketsAndEndsWell() throws Exception {
    try (Machine machine = Machine.start(socket)) {
      Exerciser.on(machine);
      assertEquals(0, agent.stop());
      assertFalse(Files.exists(socket));
    }
  }
}
