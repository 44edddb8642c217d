package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** QEMU dies in the middle of transfers, again and again, and the agent keeps nothing of it. */
@Timeout(240)
class KilledClientIT {

  private static final int ROUNDS = 50;
  private static final int BURST = 500;

  @Test
  void aKilledQemuLeavesNoDescriptorAndNoMapping() throws Exception {
    try (Agent agent = Agent.serve()) {
      long descriptors = agent.descriptors();
      long mappings = agent.sharedMappings();
      for (int round = 0; round < ROUNDS; round++) {
        killInTheMiddle(agent, descriptors, round);
      }
      serveOnceMore(agent.socket(ServedFunctions.exerciser()));
      Await.that("descriptors", descriptors, agent::descriptors);
      Await.that("shared mappings", mappings, agent::sharedMappings);
    }
  }

  private static void serveOnceMore(Path socket) throws Exception {
    try (Machine machine = Machine.start(socket)) {
      Exerciser device = Exerciser.on(machine);
      device.startDma(Exerciser.TO_GUEST, Machine.RAM, 0, 4096);
      device.awaitDma(Exerciser.DONE);
      assertEquals(0, machine.quit());
    }
  }

  /** Kills QEMU after another number of answers in each round, with messages still under way. */
  private static void killInTheMiddle(Agent agent, long idle, int round) throws Exception {
    boolean shared = round % 2 == 0;
    try (Machine machine = Machine.start(agent.socket(ServedFunctions.exerciser()), shared)) {
      Exerciser device = Exerciser.on(machine);
      MsiX msix = MsiX.of(device);
      msix.enable(true);
      msix.route(0);
      msix.mask(0, false);
      machine.qtest().post(transfers());
      machine.qtest().skipAnswers(round * 7);
      assertTrue(agent.descriptors() > idle, "there is something to leave behind");
      machine.qemu().kill();
    }
  }

  /** Transfers of all the function's memory, interrupts and register writes, one after another. */
  private static List<QTest.Write> transfers() {
    List<QTest.Write> writes = new ArrayList<>();
    writes.add(write(Exerciser.DMA_ADDRESS, Machine.RAM + 0x10_0000));
    writes.add(write(Exerciser.DMA_LENGTH, Exerciser.MEMORY_SIZE));
    for (int i = 0; i < BURST; i++) {
      int direction = i % 2 == 0 ? Exerciser.TO_GUEST : Exerciser.FROM_GUEST;
      writes.add(write(Exerciser.DMA_COMMAND, direction | Exerciser.THEN_INTERRUPT));
      writes.add(write(Exerciser.SCRATCH, i));
      writes.add(write(Exerciser.RAISE, 0));
    }
    return writes;
  }

  private static QTest.Write write(int register, long value) {
    return new QTest.Write(Exerciser.REGISTERS + register, value);
  }
}
