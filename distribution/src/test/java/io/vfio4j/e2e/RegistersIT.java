package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain function's BARs and registers, through QEMU and without a guest. */
@Timeout(60)
class RegistersIT {

  private static final long PATTERN = 0x1122_3344_5566_7788L;

  private static Agent agent;

  private Machine machine;
  private Exerciser device;

  @BeforeAll
  static void serve() throws Exception {
    agent = Agent.serve();
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  @BeforeEach
  void attach() throws Exception {
    machine = Machine.start(agent.socket(ServedFunctions.exerciser()));
    device = Exerciser.on(machine);
  }

  @AfterEach
  void detach() throws Exception {
    machine.close();
  }

  @Test
  void barsHaveTheirSizesAndTypes() throws Exception {
    PciFunction function = machine.function();
    assertEquals(0x1000, function.barSize(0));
    assertEquals(0x10_0000, function.barSize(2));
    assertEquals(0x1000, function.barSize(4));
    assertEquals(0x0, function.barType(0));
    assertEquals(0xc, function.barType(2), "64 bits, prefetchable");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aRegisterTakesEveryWidth(int width) throws Exception {
    long mask = -1L >>> (64 - 8 * width);
    device.register(width, Exerciser.SCRATCH, PATTERN & mask);
    assertEquals(PATTERN & mask, device.register(width, Exerciser.SCRATCH));
  }

  @Test
  void theIdCannotBeWritten() throws Exception {
    long id = device.register(4, Exerciser.ID);
    device.register(4, Exerciser.ID, ~id & 0xffff_ffffL);
    assertEquals(id, device.register(4, Exerciser.ID));
  }

  @Test
  void theMappedBarKeepsWhatIsWritten() throws Exception {
    byte[] pattern = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    for (int offset : new int[] {0, 0x1ff8, Exerciser.MEMORY_SIZE - pattern.length}) {
      machine.qtest().bytes(Exerciser.MEMORY + offset, pattern);
      assertArrayEquals(pattern, machine.qtest().bytes(Exerciser.MEMORY + offset, pattern.length));
    }
  }

  @Test
  void withMemoryOffNothingAnswers() throws Exception {
    device.register(4, Exerciser.SCRATCH, 0x77);
    machine.function().config(2, PciFunction.COMMAND, 0);
    assertNotEquals(0x77, device.register(4, Exerciser.SCRATCH));
    machine.function().enable();
    assertEquals(0x77, device.register(4, Exerciser.SCRATCH));
  }
}
