package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A function without a mappable BAR: QEMU then sends register writes without waiting for a reply.
 */
@Timeout(60)
class PostedWritesIT {

  private static final int WRITES = 3000;

  @Test
  void aBurstOfPostedWritesArrivesInOrderAndBeforeTheNextRead() throws Exception {
    Path profile = Path.of(PostedWritesIT.class.getResource("no-mmap.json").toURI());
    try (Agent agent = Agent.serve("--host", "sim:" + profile);
        Machine machine = Machine.start(agent.socket("0000:01:00.0"))) {
      Exerciser device = Exerciser.withoutMemory(machine);
      long scratch = Exerciser.REGISTERS + Exerciser.SCRATCH;
      List<QTest.Write> writes =
          IntStream.rangeClosed(1, WRITES).mapToObj(i -> new QTest.Write(scratch, i)).toList();
      machine.qtest().post(writes);
      machine.qtest().skipAnswers(WRITES);
      assertEquals(WRITES, device.register(4, Exerciser.SCRATCH));

      MsiX msix = MsiX.of(device);
      msix.enable(true);
      msix.route(7);
      msix.mask(7, false);
      device.raise(7);
      msix.awaitArrival(7);
    }
  }
}
