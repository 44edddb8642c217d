package io.vfio4j.plugin.passthrough;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.client.ClientOptions;
import io.vfio4j.testkit.client.DmaLayout;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.InterruptLine;
import io.vfio4j.testkit.client.RegionWrite;
import io.vfio4j.testkit.client.VfioUserClient;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Interrupts and DMA, all the way from a register to the client and back.
 *
 * <pre>
 *   BAR 0   20 raises the vector that is written
 *           40 IOVA   48 offset in BAR 2   4c length   50 command   54 status
 * </pre>
 */
class PlainFunctionOverSocketTest {
  private static final Duration GUARD = Duration.ofSeconds(10);
  private static final int COMMAND = 4;
  private static final int MEMORY_AND_BUS_MASTER = 6;
  private static final int RAISE = 0x20;
  private static final int DMA = 0x40;
  private static final int TO_BAR = 0x101;
  private static final int FROM_BAR = 0x102;
  private static final int DONE = 2;
  private static final long IOVA = 0x1_0000_0000L;
  private static final byte[] PATTERN = {1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89};

  private final SimulatedServer server =
      SimulatedServer.start("gh200-96g", new PassthroughDriver(), PciAddress.parse("0009:02:00.0"));

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {IrqIndex.MSI, IrqIndex.MSIX})
  void raisesEachVectorByItsEventfd(int index) {
    try (VfioUserClient client = connect(ClientOptions.qemu());
        InterruptLine first = new InterruptLine();
        InterruptLine second = new InterruptLine()) {
      client.irqs().eventFds(index, 0, first.eventFd(), second.eventFd());
      client.writeRegister(0, RAISE, 4, 1);
      assertTrue(second.await(GUARD));
      client.writeRegister(0, RAISE, 4, 0);
      assertTrue(first.await(GUARD));
      client.irqs().off(index);
    }
  }

  @Test
  void raisesItsPin() {
    try (VfioUserClient client = connect(ClientOptions.qemu());
        InterruptLine pin = new InterruptLine()) {
      client.irqs().eventFds(IrqIndex.INTX, 0, pin.eventFd());
      client.writeRegister(0, RAISE, 4, 0);
      assertTrue(pin.await(GUARD));
    }
  }

  @Test
  void copiesToAndFromMemoryThatItCanMap() {
    try (VfioUserClient client = connect(ClientOptions.qemu());
        GuestRam ram = GuestRam.ofSize(0x2000)) {
      client.dma().map(IOVA, ram);
      copyBothWays(client, ram.memory());
      client.dma().unmap(IOVA, 0x2000);
    }
  }

  /** Such memory is asked for, message by message, in the layout that the client understands. */
  @ParameterizedTest
  @EnumSource
  void copiesToAndFromMemoryThatItHasToAskFor(DmaLayout layout) {
    try (Arena arena = Arena.ofShared();
        VfioUserClient client = connect(ClientOptions.qemu().withDmaLayout(layout))) {
      MemorySegment memory = arena.allocate(0x2000);
      client.dma().mapByMessage(IOVA, memory);
      copyBothWays(client, memory);
    }
  }

  private static void copyBothWays(VfioUserClient client, MemorySegment memory) {
    memory.asSlice(0x10, PATTERN.length).copyFrom(MemorySegment.ofArray(PATTERN));
    try (InterruptLine done = new InterruptLine()) {
      client.irqs().eventFds(IrqIndex.MSI, 0, done.eventFd());
      transfer(client, done, IOVA + 0x10, TO_BAR);
      assertArrayEquals(PATTERN, client.read(2, 0x800, PATTERN.length));
      transfer(client, done, IOVA + 0x1003, FROM_BAR);
      assertArrayEquals(PATTERN, memory.asSlice(0x1003, PATTERN.length).toArray(JAVA_BYTE));
      client.irqs().off(IrqIndex.MSI);
    }
  }

  private static void transfer(VfioUserClient client, InterruptLine done, long iova, int command) {
    client.writeRegister(0, DMA, 4, iova & 0xffffffffL);
    client.writeRegister(0, DMA + 0x04, 4, iova >>> 32);
    client.writeRegister(0, DMA + 0x08, 4, 0x800);
    client.writeRegister(0, DMA + 0x0c, 4, PATTERN.length);
    client.writeRegister(0, DMA + 0x10, 4, command);
    assertTrue(done.await(GUARD), "the transfer does not end");
    assertEquals(DONE, client.readRegister(0, DMA + 0x14, 4));
  }

  @Test
  void takesPostedWritesInTheirOrder() {
    try (VfioUserClient client = connect(ClientOptions.qemu())) {
      client.post(2, 0x100, new byte[] {1, 2, 3, 4});
      client.post(2, 0x102, new byte[] {5});
      client.postMulti(List.of(new RegionWrite(2, 0x103, 1, 6), new RegionWrite(2, 0x103, 1, 7)));
      assertEquals(1, client.writeMulti(List.of(new RegionWrite(2, 0x100, 1, 8))));
      assertArrayEquals(new byte[] {8, 2, 5, 7}, client.read(2, 0x100, 4));
    }
  }

  private VfioUserClient connect(ClientOptions options) {
    VfioUserClient client = server.connect(options);
    client.writeRegister(RegionIndex.CONFIG, COMMAND, 2, MEMORY_AND_BUS_MASTER);
    return client;
  }
}
