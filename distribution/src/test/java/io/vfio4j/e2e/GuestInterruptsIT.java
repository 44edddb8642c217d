package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Linux guest drives the plain function with its own vfio-pci: interrupts and DMA. */
@Timeout(180)
class GuestInterruptsIT {

  private static final int INTX = 0;
  private static final int MSI = 1;
  private static final int MSIX = 2;
  private static final long IOVA = 0x1000_0000L;
  private static final int SIZE = 0x1_0000;

  private Agent agent;
  private Guest guest;

  @BeforeEach
  void boot() throws Exception {
    agent = Agent.serve();
    String address = ServedFunctions.exerciser();
    guest = Guest.boot(WorkFolder.create("guest"), List.of(agent.socket(address)));
    guest.ask("vfio", "0000:01:00.0");
  }

  @AfterEach
  void stop() throws Exception {
    guest.close();
    agent.close();
  }

  @Test
  void msixAndThenMsiReachTheGuest() throws Exception {
    for (int index : new int[] {MSIX, MSI}) {
      int vectors = index == MSIX ? 8 : 4;
      guest.ask("irqs", index, vectors);
      for (int vector = 0; vector < vectors; vector++) {
        guest.ask("write", 0, Exerciser.RAISE, 4, vector);
        assertEquals("1", guest.ask("wait", vector, 5000));
      }
      String interrupts = guest.ask("interrupts");
      String name = index == MSIX ? "vfio-msix" : "vfio-msi[";
      assertEquals(
          vectors,
          Arrays.stream(interrupts.split(";"))
              .filter(line -> line.contains(name) && delivered(line) == 1)
              .count(),
          interrupts);
      guest.ask("irqs", index, 0);
    }
  }

  /** A level: it stays up, and is told once, until the function is told that it was seen. */
  @Test
  void thePinReachesTheGuestAndAgainAfterItWasAcknowledged() throws Exception {
    guest.ask("irqs", INTX, 1);
    for (int round = 0; round < 3; round++) {
      guest.ask("write", 0, Exerciser.RAISE, 4, 0);
      assertEquals("1", guest.ask("wait", 0, 5000));
      guest.ask("write", 0, Exerciser.ACKNOWLEDGE, 4, 1);
      guest.ask("unmask", INTX);
    }
  }

  /** The sum over the processors in a line such as {@code 27: 0 1 IR-PCI-MSIX-0000:01:00.0 ...}. */
  private static int delivered(String line) {
    return Arrays.stream(line.strip().split("\\s+"))
        .skip(1)
        .takeWhile(word -> word.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .sum();
  }

  @Test
  void dmaGoesWhereTheGuestsIommuSays() throws Exception {
    guest.ask("dma-map", IOVA, SIZE);
    guest.ask("fill", 3);
    transfer(Exerciser.FROM_GUEST, Exerciser.DONE);
    assertEquals(0x0a09_0807_0605_0403L, guest.askNumber("read", 2, 0, 8));
    assertEquals(0x0a09_0807_0605_0403L, guest.askNumber("read", 2, SIZE - 0x100, 8));

    guest.ask("fill", 0x80);
    transfer(Exerciser.TO_GUEST, Exerciser.DONE);
    assertEquals(0x0a09_0807_0605_0403L, guest.askNumber("peek", 0));
    assertEquals(0x0a09_0807_0605_0403L, guest.askNumber("peek", SIZE - 0x100));

    guest.ask("dma-unmap", IOVA, SIZE);
    transfer(Exerciser.TO_GUEST, Exerciser.FAILED);
  }

  private void transfer(int command, int status) throws Exception {
    guest.ask("write", 0, Exerciser.DMA_ADDRESS, 8, IOVA);
    guest.ask("write", 0, Exerciser.DMA_OFFSET, 4, 0);
    guest.ask("write", 0, Exerciser.DMA_LENGTH, 4, SIZE);
    guest.ask("write", 0, Exerciser.DMA_COMMAND, 4, command);
    Await.that("status", status, () -> guest.askNumber("read", 0, Exerciser.DMA_STATUS, 4));
  }
}
