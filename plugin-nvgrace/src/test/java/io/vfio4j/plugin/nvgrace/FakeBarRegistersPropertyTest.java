package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random reads, writes and resets around the fake BARs, against a {@link FakeBarModel}. */
class FakeBarRegistersPropertyTest {
  private static final int AROUND = 0x40;
  private static final int DEVICES = 200;
  private static final int STEPS = 100;

  private final Random random = new Random(6_14);
  private final FakeCore core = new FakeCore();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answerEachCallAsTheModelDoes(boolean withResmem) {
    for (int device = 0; device < DEVICES; device++) {
      long usemem = 1L << (29 + random.nextInt(34));
      long resmem = withResmem ? 1L << (30 + random.nextInt(2)) : 0;
      FakeBarRegisters registers = registers(usemem, resmem);
      FakeBarModel model = new FakeBarModel(resmem, usemem);
      Arrays.fill(core.config, (byte) 0);
      for (int step = 0; step < STEPS; step++) {
        step(registers, model);
      }
    }
  }

  private FakeBarRegisters registers(long usemem, long resmem) {
    Optional<MemoryRange> range =
        resmem == 0 ? Optional.empty() : Optional.of(new MemoryRange(0, 1, resmem));
    return new FakeBarRegisters(core, new MemorySplit(new MemoryRange(0, 1, usemem), range));
  }

  private void step(FakeBarRegisters registers, FakeBarModel model) {
    byte[] bytes = new byte[random.nextInt(28)];
    int offset = random.nextInt(AROUND - bytes.length);
    switch (random.nextInt(16)) {
      case 0 -> {
        registers.clear();
        model.reset();
      }
      case 1, 2, 3, 4, 5 -> {
        long count = registers.read(offset, MemorySegment.ofArray(bytes));
        assertEquals(bytes.length, count);
        assertArrayEquals(model.read(offset, bytes.length), bytes);
      }
      default -> {
        random.nextBytes(bytes);
        MemorySegment source = MemorySegment.ofArray(bytes).asReadOnly();
        assertEquals(model.write(offset, bytes), registers.write(offset, source));
      }
    }
  }
}
