package io.vfio4j.e2e;

import io.vfio4j.testkit.client.GuestRam;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/** Has a served edu card copy bytes out of memory of this process, and into it. */
final class EduDma {
  private static final int SOURCE = 0x80;
  private static final int DESTINATION = 0x88;
  private static final int COUNT = 0x90;
  private static final int COMMAND = 0x98;

  private static final int FROM_MEMORY = 5;
  private static final int TO_MEMORY = 7;
  private static final int DMA_DONE = 0x100;

  private static final long BUFFER = 0x40000;
  private static final long IOVA = 0x100_0000;
  private static final int SIZE = 4096;

  private final EduCard card;
  private final PrintStream out;

  EduDma(EduCard card, PrintStream out) {
    this.card = card;
    this.out = out;
  }

  /** One page goes there, and comes back to the page behind it, then to where nothing is. */
  void there() throws InterruptedException {
    byte[] pattern = new byte[SIZE];
    new Random(SIZE).nextBytes(pattern);
    try (GuestRam ram = GuestRam.ofSize(2L * SIZE)) {
      MemorySegment first = ram.memory().asSlice(0, SIZE);
      MemorySegment second = ram.memory().asSlice(SIZE, SIZE);
      first.copyFrom(MemorySegment.ofArray(pattern));
      card.client().dma().map(IOVA, ram);
      transfer(IOVA, BUFFER, FROM_MEMORY);
      transfer(BUFFER, IOVA + SIZE, TO_MEMORY);
      out.println("differs at " + second.mismatch(MemorySegment.ofArray(pattern)));
      card.client().dma().unmap(IOVA, 2L * SIZE);
      ram.memory().fill((byte) 0);
      transfer(BUFFER, IOVA, TO_MEMORY);
      out.println("after the unmap differs at " + first.mismatch(second));
    }
  }

  private void transfer(long source, long destination, int command) throws InterruptedException {
    card.writeLong(SOURCE, source);
    card.writeLong(DESTINATION, destination);
    card.writeLong(COUNT, SIZE);
    card.writeLong(COMMAND, command);
    out.printf("DMA %d, MSI %d", command, card.interrupts());
    out.printf(", because of 0x%x%n", card.read(EduCard.INTERRUPT_STATUS));
    card.write(EduCard.ACKNOWLEDGE, DMA_DONE);
  }
}
