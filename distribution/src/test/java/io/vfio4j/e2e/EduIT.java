package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Linux guest drives the example plugin's emulated edu card with its own vfio-pci. */
@Timeout(180)
class EduIT {

  private static final int BAR = 0;
  private static final int INTX = 0;
  private static final int MSI = 1;

  private static final int IDENTIFICATION = 0x00;
  private static final int LIVE_CHECK = 0x04;
  private static final int FACTORIAL = 0x08;
  private static final int STATUS = 0x20;
  private static final int INTERRUPT_STATUS = 0x24;
  private static final int RAISE = 0x60;
  private static final int ACKNOWLEDGE = 0x64;
  private static final int SOURCE = 0x80;
  private static final int DESTINATION = 0x88;
  private static final int COUNT = 0x90;
  private static final int COMMAND = 0x98;

  private static final int FROM_GUEST = 5;
  private static final int TO_GUEST = 7;
  private static final int DMA_DONE = 0x100;
  private static final int FACTORIAL_DONE = 1;
  private static final int INTERRUPT_WHEN_DONE = 0x80;

  private static final long BUFFER = 0x40000;
  private static final long IOVA = 0x100_0000;
  private static final int SIZE = 4096;

  private Agent agent;
  private Guest guest;

  @BeforeEach
  void boot() throws Exception {
    agent =
        Agent.serve(
            "--host",
            "sim:" + Examples.file("example-edu", "edu.json"),
            "--plugin",
            Examples.plugin("example-edu").toString());
    guest = Guest.boot(WorkFolder.create("guest"), List.of(agent.socket("0000:01:00.0")));
    assertEquals("0000:01:00.0", guest.ask("find", "0x1234", "0x11e8"));
    guest.ask("vfio", "0000:01:00.0");
  }

  @AfterEach
  void stop() throws Exception {
    if (guest != null) {
      guest.close();
    }
    if (agent != null) {
      agent.close();
    }
  }

  @Test
  void theCardDoesAllThatItsSpecificationSays() throws Exception {
    registers();
    guest.ask("irqs", MSI, 1);
    messages();
    factorial();
    dma();
    guest.ask("irqs", MSI, 0);
    guest.ask("irqs", INTX, 1);
    pin();
  }

  private void registers() throws Exception {
    assertEquals(0x010000edL, read(IDENTIFICATION));
    write(LIVE_CHECK, 0x12345678);
    assertEquals(0xedcba987L, read(LIVE_CHECK));
  }

  /** Each arrives once: by the eventfd that the guest's driver has, and by its kernel's count. */
  private void messages() throws Exception {
    for (int i = 1; i <= 5; i++) {
      write(RAISE, 1 << i);
      assertEquals("1", guest.ask("wait", 0, 5000));
    }
    assertEquals(0x3e, read(INTERRUPT_STATUS));
    write(ACKNOWLEDGE, 0x3e);
    assertEquals(0, read(INTERRUPT_STATUS));
    assertEquals(5, counted());
  }

  private void factorial() throws Exception {
    write(STATUS, INTERRUPT_WHEN_DONE);
    write(FACTORIAL, 12);
    awaitMessage(FACTORIAL_DONE);
    assertEquals(INTERRUPT_WHEN_DONE, read(STATUS));
    assertEquals(479_001_600, read(FACTORIAL));
  }

  /** The guest's buffer there, and back to its other half: every byte is looked at. */
  private void dma() throws Exception {
    guest.ask("dma-map", IOVA, 2 * SIZE);
    guest.ask("fill", 3);
    transfer(IOVA, BUFFER, FROM_GUEST);
    guest.ask("fill", 0x80);
    transfer(BUFFER, IOVA + SIZE, TO_GUEST);
    for (int at = 0; at < 2 * SIZE; at += Long.BYTES) {
      int first = at < SIZE ? 0x80 + at : 3 + at;
      assertEquals(
          bytesFrom(first), guest.askNumber("peek", at), "at 0x" + Integer.toHexString(at));
    }
  }

  private void transfer(long source, long destination, int command) throws Exception {
    guest.ask("write", BAR, SOURCE, 8, source);
    guest.ask("write", BAR, DESTINATION, 8, destination);
    guest.ask("write", BAR, COUNT, 8, SIZE);
    guest.ask("write", BAR, COMMAND, 8, command);
    awaitMessage(DMA_DONE);
    assertEquals(0, read(COMMAND) & 1, "it is over");
  }

  private static long bytesFrom(int first) {
    long bytes = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      bytes = (bytes << Byte.SIZE) | ((first + i) & 0xff);
    }
    return bytes;
  }

  private void awaitMessage(int reason) throws Exception {
    assertEquals("1", guest.ask("wait", 0, 5000));
    assertEquals(reason, read(INTERRUPT_STATUS));
    write(ACKNOWLEDGE, reason);
  }

  /** A level: told again as long as it is not acknowledged. */
  private void pin() throws Exception {
    write(RAISE, 1);
    assertEquals("1", guest.ask("wait", 0, 5000));
    guest.ask("unmask", INTX);
    assertEquals("1", guest.ask("wait", 0, 5000));
    write(ACKNOWLEDGE, 1);
    guest.ask("unmask", INTX);
    write(RAISE, 2);
    assertEquals("1", guest.ask("wait", 0, 5000));
    write(ACKNOWLEDGE, 2);
  }

  private long read(int register) throws Exception {
    return guest.askNumber("read", BAR, register, 4);
  }

  private void write(int register, int value) throws Exception {
    guest.ask("write", BAR, register, 4, value);
  }

  /** What the guest's /proc/interrupts says, in a line such as {@code 27: 0 5 IR-PCI-MSI ...}. */
  private int counted() throws Exception {
    String line = guest.ask("interrupts");
    assertTrue(line.contains("vfio-msi["), line);
    int sum = 0;
    for (String word : line.substring(line.indexOf(':') + 1).strip().split("\\s+", -1)) {
      if (!word.matches("\\d+")) {
        break;
      }
      sum += Integer.parseInt(word);
    }
    return sum;
  }
}
