package io.vfio4j.distribution.demo;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.VfioUserClient;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The built-in profiles' function without a variant of its own: raises interrupts and does DMA.
 *
 * <pre>
 *   BAR 0   00 magic   20 raise: vector   40 IOVA   48 offset in BAR 2   4c length   50 command   54 status
 * </pre>
 */
final class PlainFunction {
  private static final long MAGIC = 0x34494f56;
  private static final long RAISE = 0x20;
  private static final long IOVA = 0x40;
  private static final long OFFSET = 0x48;
  private static final long LENGTH = 0x4c;
  private static final long COMMAND = 0x50;
  private static final long STATUS = 0x54;
  private static final long TO_BAR = 1;
  private static final long TO_GUEST = 2;
  private static final long RAISE_AT_END = 1 << 8;
  private static final long DONE = 2;

  private static final int BAR = 2;
  private static final int VECTOR = 3;
  private static final long GUEST_ADDRESS = 0x1_0000_0000L;
  private static final int COUNT = 4096;

  private final VfioUserClient client;

  private PlainFunction(VfioUserClient client) {
    this.client = client;
  }

  /** Looks whether a function is of this kind, and if so at what only this kind can do. */
  static void visit(VfioUserClient client, Checks checks) {
    if (client.readRegister(0, 0, 4) == MAGIC) {
      PlainFunction function = new PlainFunction(client);
      checks.run("interrupt", function::interrupt);
      checks.run("DMA", function::dma);
    }
  }

  private String interrupt() {
    try (EventFd eventFd = EventFd.create()) {
      client.irqs().eventFds(IrqIndex.MSIX, VECTOR, eventFd);
      client.writeRegister(0, RAISE, 4, VECTOR);
      Signals.await(eventFd, "vector " + VECTOR);
      client.irqs().off(IrqIndex.MSIX);
      return "MSI-X vector %d, raised by its register, came by eventfd".formatted(VECTOR);
    }
  }

  private String dma() {
    try (GuestRam ram = GuestRam.ofSize(COUNT);
        EventFd done = EventFd.create()) {
      client.dma().map(GUEST_ADDRESS, ram);
      client.irqs().eventFds(IrqIndex.MSIX, 0, done);
      byte[] pattern = Patterns.bytes(COUNT);
      MemorySegment.copy(pattern, 0, ram.memory(), ValueLayout.JAVA_BYTE, 0, COUNT);
      transfer(TO_BAR, done);
      CheckFailed.unless(
          Arrays.equals(pattern, client.read(BAR, 0, COUNT)), "BAR 2 has not what memory has");
      ram.memory().fill((byte) 0);
      transfer(TO_GUEST, done);
      CheckFailed.unless(
          Arrays.equals(pattern, ram.memory().toArray(ValueLayout.JAVA_BYTE)),
          "memory has not what BAR 2 has");
      client.irqs().off(IrqIndex.MSIX);
      client.dma().unmap(GUEST_ADDRESS, COUNT);
      return "%s from a VM's memory to BAR 2 and back, each end told by MSI-X vector 0"
          .formatted(Sizes.text(COUNT));
    }
  }

  private void transfer(long direction, EventFd done) {
    client.writeRegister(0, IOVA, 4, GUEST_ADDRESS);
    client.writeRegister(0, IOVA + 4, 4, GUEST_ADDRESS >>> 32);
    client.writeRegister(0, OFFSET, 4, 0);
    client.writeRegister(0, LENGTH, 4, COUNT);
    client.writeRegister(0, COMMAND, 4, direction | RAISE_AT_END);
    Signals.await(done, "the end of a transfer");
    long status = client.readRegister(0, STATUS, 4);
    CheckFailed.unless(status == DONE, "a transfer ended with status %d", status);
  }
}
