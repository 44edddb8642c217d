package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random writes to the first bytes of config space, each finished as a client finishes it, against
 * a model that knows nothing but single bytes.
 */
class FakeBarRegistersPropertyTest {
  private static final int HEADER = 0x40;
  private static final int BAR2 = 0x18;
  private static final int BAR4 = 0x20;
  private static final int END = 0x28;

  private final Random random = new Random(6_14);
  private final FakeCore core = new FakeCore();

  @Test
  void readBackWhatAByteWiseModelSays() {
    for (int device = 0; device < 200; device++) {
      int usememBits = 29 + random.nextInt(12);
      int resmemBits = 30 + random.nextInt(2);
      FakeBarRegisters registers = registers(usememBits, resmemBits);
      byte[] written = new byte[HEADER];
      Arrays.fill(core.config, (byte) 0);
      for (int step = 0; step < 50; step++) {
        byte[] bytes = new byte[random.nextInt(24)];
        random.nextBytes(bytes);
        int offset = random.nextInt(HEADER - bytes.length);
        writeAll(registers, offset, bytes);
        System.arraycopy(bytes, 0, written, offset, bytes.length);
        assertArrayEquals(model(written, usememBits, resmemBits), read(registers));
      }
    }
  }

  private FakeBarRegisters registers(int usememBits, int resmemBits) {
    MemoryRange usemem = new MemoryRange(0, 1, 1L << usememBits);
    MemoryRange resmem = new MemoryRange(0, 1, 1L << resmemBits);
    return new FakeBarRegisters(core, new MemorySplit(usemem, Optional.of(resmem)));
  }

  private static void writeAll(FakeBarRegisters registers, int offset, byte[] bytes) {
    MemorySegment source = MemorySegment.ofArray(bytes).asReadOnly();
    long done = 0;
    while (done < bytes.length) {
      long count = registers.write(offset + done, source.asSlice(done));
      assertTrue(count > 0, "no progress at 0x%x".formatted(offset + done));
      done += count;
    }
  }

  /** Reads the header whole, and again in random pieces, which must show the same. */
  private byte[] read(FakeBarRegisters registers) {
    byte[] whole = new byte[HEADER];
    registers.read(0, MemorySegment.ofArray(whole));
    byte[] pieces = new byte[HEADER];
    for (int at = 0; at < HEADER; ) {
      int count = 1 + random.nextInt(HEADER - at);
      registers.read(at, MemorySegment.ofArray(pieces).asSlice(at, count));
      at += count;
    }
    assertArrayEquals(whole, pieces);
    return whole;
  }

  private static byte[] model(byte[] written, int usememBits, int resmemBits) {
    byte[] expected = written.clone();
    for (int at = BAR2; at < END; at++) {
      int bar = at < BAR4 ? BAR2 : BAR4;
      int bits = at < BAR4 ? resmemBits : usememBits;
      for (int bit = 0; bit < 8; bit++) {
        if ((at - bar) * 8 + bit < bits) {
          expected[at] &= (byte) ~(1 << bit);
        }
      }
      expected[at] |= (byte) (at == bar ? 0x0c : 0);
    }
    return expected;
  }
}
