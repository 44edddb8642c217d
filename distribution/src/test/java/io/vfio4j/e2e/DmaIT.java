package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The plain function reads and writes the machine's memory: by its own mapping where QEMU gave it
 * the memory's descriptor, by messages where not.
 */
@Timeout(60)
@ParameterizedClass(name = "shared memory: {0}")
@ValueSource(booleans = {true, false})
class DmaIT {

  @Parameter private boolean shared;

  private Agent agent;
  private Machine machine;
  private Exerciser device;

  @BeforeEach
  void attach() throws Exception {
    agent = Agent.serve();
    machine = Machine.start(agent.socket(ServedFunctions.exerciser()), shared);
    device = Exerciser.on(machine);
  }

  @AfterEach
  void detach() throws Exception {
    machine.close();
    agent.close();
  }

  /** Places in memory, lengths, and places in the function: aligned, crooked, and all there is. */
  @ParameterizedTest
  @CsvSource({"0x100000, 16, 0", "0x2003fd, 4101, 0x11", "0x300000, 1048576, 0"})
  void whatItTransfersArrivesInBothDirections(String at, int length, String offset)
      throws Exception {
    long address = Long.decode(at);
    int inDevice = Integer.decode(offset);
    byte[] pattern = new byte[length];
    new Random(length).nextBytes(pattern);

    machine.qtest().bytes(address, pattern);
    device.startDma(Exerciser.FROM_GUEST, address, inDevice, length);
    device.awaitDma(Exerciser.DONE);
    assertArrayEquals(pattern, machine.qtest().bytes(Exerciser.MEMORY + inDevice, length));

    long elsewhere = address + 0x80_0000;
    device.startDma(Exerciser.TO_GUEST, elsewhere, inDevice, length);
    device.awaitDma(Exerciser.DONE);
    assertArrayEquals(pattern, machine.qtest().bytes(elsewhere, length));
    assertArrayEquals(new byte[16], machine.qtest().bytes(elsewhere + length, 16), "beyond it");
  }

  @Test
  void completionRaisesAnInterrupt() throws Exception {
    MsiX msix = MsiX.of(device);
    msix.enable(true);
    msix.route(0);
    msix.mask(0, false);
    device.startDma(Exerciser.TO_GUEST | Exerciser.THEN_INTERRUPT, Machine.RAM, 0, 4096);
    msix.awaitArrival(0);
    device.awaitDma(Exerciser.DONE);
  }

  @Test
  void whereThereIsNoMemoryItFailsAndTheNextTransferWorks() throws Exception {
    device.startDma(Exerciser.FROM_GUEST, Machine.RAM_END + 0x1000, 0, 64);
    device.awaitDma(Exerciser.FAILED);
    device.startDma(Exerciser.FROM_GUEST, Machine.RAM, 0, 64);
    device.awaitDma(Exerciser.DONE);
  }
}
