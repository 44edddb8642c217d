package io.vfio4j.example.edu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.client.ClientIrqs;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.InterruptLine;
import io.vfio4j.testkit.client.VfioUserClient;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DMA and interrupts, as a VMM sees them. */
class OverSocketTest {
  private static final Duration GUARD = Duration.ofSeconds(10);
  private static final int COMMAND = 4;
  private static final int MEMORY_SPACE = 2;
  private static final int BUS_MASTER = 4;
  private static final long IOVA = 0x100_0000;
  private static final long BUFFER = 0x40000;
  private static final int FROM_GUEST = 1;
  private static final int TO_GUEST = 3;
  private static final int INTERRUPT = 4;
  private static final byte[] PATTERN = {1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89};

  private final SimulatedServer server = SimulatedServer.start("edu.json", new EduDriver());
  private final VfioUserClient client = server.connect();
  private final InterruptLine line = new InterruptLine();

  @BeforeEach
  void enable() {
    client.writeRegister(RegionIndex.CONFIG, COMMAND, 2, MEMORY_SPACE | BUS_MASTER);
    client.irqs().eventFds(IrqIndex.MSI, 0, line.eventFd());
  }

  @AfterEach
  void stop() {
    line.close();
    client.close();
    server.close();
  }

  private void register(int offset, int width, long value) {
    client.writeRegister(RegionIndex.BAR0, offset, width, value);
  }

  private long register(int offset, int width) {
    return client.readRegister(RegionIndex.BAR0, offset, width);
  }

  private void transfer(long source, long destination, long count, int command) {
    register(0x80, 8, source);
    register(0x88, 8, destination);
    register(0x90, 8, count);
    register(0x98, 8, command | INTERRUPT);
    assertTrue(line.await(GUARD), "the transfer does not end");
    assertEquals(0x100, register(0x24, 4));
    register(0x64, 4, 0x100);
    assertEquals(command - 1 | INTERRUPT, register(0x98, 8), "it has no start bit any more");
  }

  private void thereAndBack(MemorySegment memory) {
    MemorySegment.copy(PATTERN, 0, memory, JAVA_BYTE, 0x10, PATTERN.length);
    transfer(IOVA + 0x10, BUFFER + 0x801, PATTERN.length, FROM_GUEST);
    transfer(BUFFER + 0x801, IOVA + 0x1003, PATTERN.length, TO_GUEST);
    assertArrayEquals(PATTERN, memory.asSlice(0x1003, PATTERN.length).toArray(JAVA_BYTE));
    assertEquals(0, memory.get(JAVA_BYTE, 0x1003 + PATTERN.length), "and no byte more");
  }

  @Test
  void itCopiesToAndFromGuestMemory() {
    try (GuestRam ram = GuestRam.ofSize(0x2000)) {
      client.dma().map(IOVA, ram);
      thereAndBack(ram.memory());
    }
  }

  @Test
  void itCopiesToAndFromGuestMemoryThatItHasToAskFor() {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(0x2000);
      client.dma().mapByMessage(IOVA, memory);
      thereAndBack(memory);
    }
  }

  @Test
  void addressesHave28BitsOnly() {
    try (GuestRam ram = GuestRam.ofSize(0x1000)) {
      client.dma().map(IOVA, ram);
      ram.memory().set(JAVA_BYTE, 0, (byte) 42);
      transfer(0x7_5000_0000L | IOVA, BUFFER, 1, FROM_GUEST);
      transfer(BUFFER, IOVA + 1, 1, TO_GUEST);
      assertEquals(42, ram.memory().get(JAVA_BYTE, 1));
    }
  }

  @Test
  void whatCannotBeCopiedEndsAndCopiesNothing() {
    try (GuestRam ram = GuestRam.ofSize(0x1000)) {
      client.dma().map(IOVA, ram);
      ram.memory().fill((byte) 7);
      transfer(BUFFER - 1, IOVA, 1, TO_GUEST);
      transfer(BUFFER + 1, IOVA, 4096, TO_GUEST);
      transfer(BUFFER, IOVA, -1, TO_GUEST);
      transfer(BUFFER, IOVA + 0x1000, 1, TO_GUEST);
      client.writeRegister(RegionIndex.CONFIG, COMMAND, 2, MEMORY_SPACE);
      transfer(BUFFER, IOVA, 4096, TO_GUEST);
      assertEquals(-1, ram.memory().mismatch(MemorySegment.ofArray(sevens())));
    }
  }

  private static byte[] sevens() {
    byte[] sevens = new byte[0x1000];
    Arrays.fill(sevens, (byte) 7);
    return sevens;
  }

  @Test
  void eachReasonIsAMessage() {
    for (int reason = 1; reason <= 4; reason <<= 1) {
      register(0x60, 4, reason);
      assertTrue(line.await(GUARD));
    }
    assertEquals(7, register(0x24, 4));
  }

  @Test
  void aFactorialThatIsDoneInterrupts() {
    register(0x20, 4, 0x80);
    register(0x08, 4, 10);
    assertTrue(line.await(GUARD));
    assertEquals(3628800, register(0x08, 4));
    assertEquals(0x80, register(0x20, 4));
  }

  @Test
  void thePinStaysUpAndIsToldAgainUntilItIsAcknowledged() {
    client.irqs().off(IrqIndex.MSI);
    client.irqs().eventFds(IrqIndex.INTX, 0, line.eventFd());
    register(0x60, 4, 1);
    assertTrue(line.await(GUARD));
    client.irqs().act(ClientIrqs.UNMASK, IrqIndex.INTX, 0, 1);
    assertTrue(line.await(GUARD), "not acknowledged: told again");
    register(0x64, 4, 1);
    client.irqs().act(ClientIrqs.UNMASK, IrqIndex.INTX, 0, 1);
    register(0x60, 4, 2);
    assertTrue(line.await(GUARD), "acknowledged: the next one is told");
  }
}
