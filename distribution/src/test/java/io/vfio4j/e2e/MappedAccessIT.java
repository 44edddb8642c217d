package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that QEMU has mapped, by the agent's own count of messages. */
@Timeout(120)
class MappedAccessIT {
  private static final int ACCESSES = 500;

  @Test
  void anAccessSendsNoMessageAndOneBehindTheMemorySendsOne() throws Exception {
    try (Agent agent = Agent.counting()) {
      Path gpu = agent.socket(ServedFunctions.gpu());
      read(gpu, GpuIT.USEMEM_BAR, 0);
      read(gpu, GpuIT.USEMEM_BAR, ACCESSES);
      read(gpu, GpuIT.USEMEM_BAR + GpuIT.USEMEM_SIZE, ACCESSES);
      Await.that("clients that have gone", 3, () -> (long) agent.messages().size());
      List<Long> messages = agent.messages();
      assertEquals(messages.get(0), messages.get(1));
      assertEquals(messages.get(0) + ACCESSES, messages.get(2));
    }
  }

  /** A machine whose processor does nothing else. */
  private static void read(Path gpu, long address, int times) throws Exception {
    try (Machine machine = Machine.start(gpu)) {
      machine.function().place(4, GpuIT.USEMEM_BAR);
      machine.function().enable();
      for (int i = 0; i < times; i++) {
        machine.qtest().read(8, address + 8L * i);
      }
      machine.quit();
    }
  }
}
