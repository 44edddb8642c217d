package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * BAR 2/3 is 1 GiB and BAR 4/5 128 GiB, where nothing else is said. Core's config space is 0xcc.
 */
class FakeBarRegistersTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final MemoryRange USEMEM = new MemoryRange(0, 0x17c0000000L, 128L << 30);
  private static final MemoryRange RESMEM = new MemoryRange(0, 1L << 30, 1L << 30);

  private final FakeCore core = new FakeCore();
  private FakeBarRegisters registers =
      new FakeBarRegisters(core, new MemorySplit(USEMEM, Optional.of(RESMEM)));

  @BeforeEach
  void fillConfigSpace() {
    Arrays.fill(core.config, (byte) 0xcc);
  }

  @ParameterizedTest
  @CsvSource({
    "0x20000000, 0c 00 00 e0 ff ff ff ff",
    "0x40000000, 0c 00 00 c0 ff ff ff ff",
    "0x100000000, 0c 00 00 00 ff ff ff ff",
    "0x1000000000, 0c 00 00 00 f0 ff ff ff",
    "0x2000000000, 0c 00 00 00 e0 ff ff ff",
    "0x8000000000, 0c 00 00 00 80 ff ff ff"
  })
  void sizesAsTheBarIsLarge(String size, String readBack) {
    MemoryRange range = new MemoryRange(0, 1, Long.decode(size));
    registers = new FakeBarRegisters(core, new MemorySplit(range, Optional.of(range)));
    for (int bar : List.of(0x18, 0x20)) {
      write(bar, "ff ff ff ff");
      write(bar + 4, "ff ff ff ff");
      assertEquals(readBack, read(bar, 8));
      write(bar, "00 00 00 00 00 00 00 00");
      assertEquals(8, write(bar, "ff ff ff ff ff ff ff ff"));
      assertEquals(readBack, read(bar, 8));
    }
  }

  @Test
  void readAsFlagsAloneAtFirst() {
    assertEquals("0c 00 00 00 00 00 00 00", read(0x18, 8));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x20, 8));
  }

  @Test
  void dropAddressBitsBelowTheSize() {
    write(0x18, "0c 00 00 c4");
    write(0x1c, "11 00 00 00");
    assertEquals("0c 00 00 c0 11 00 00 00", read(0x18, 8));
    write(0x20, "ef be ad de");
    write(0x24, "40 01 00 00");
    assertEquals("0c 00 00 00 40 01 00 00", read(0x20, 8));
  }

  @Test
  void takeSingleBytes() {
    assertEquals(1, write(0x18, "ff"));
    assertEquals(1, write(0x19, "ff"));
    assertEquals(1, write(0x1a, "ff"));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x18, 8));
    assertEquals(1, write(0x1b, "ff"));
    assertEquals("0c 00 00 c0 00 00 00 00", read(0x18, 8));
    assertEquals(1, write(0x1c, "a5"));
    assertEquals("c0", read(0x1b, 1));
    assertEquals("a5", read(0x1c, 1));
    assertEquals("00 c0", read(0x1a, 2));
    assertEquals("c0 a5", read(0x1b, 2));
  }

  /**
   * Linux drops the two leading bytes and takes the other two; the end is the same but for those.
   */
  @Test
  void passLeadingBytesOnAndLeaveTheRegisterToTheRetry() {
    assertEquals(2, write(0x16, "aa bb cc dd"));
    assertEquals(List.of("write 7 0x16+2"), core.calls);
    assertEquals(2, write(0x18, "cc dd"));
    assertEquals(4, write(0x1a, "00 40 01 00"));
    assertEquals("aa bb 0c 00 00 40 01 00", read(0x16, 8));
  }

  /** Linux takes the eight bytes of BAR 2/3 in the first call, and loses those before. */
  @Test
  void takeAWriteOfAllBarsInThreePieces() {
    String bytes = "00 01 02 03 04 05 06 07 08 09 0a 4b 0c 0d 0e 0f 10 11 12 13 14 15 16 17";
    assertEquals(8, write(0x10, bytes));
    assertEquals(8, write(0x18, bytes.substring(3 * 8)));
    assertEquals(8, write(0x20, bytes.substring(3 * 16)));
    assertEquals("00 01 02 03 04 05 06 07 0c 00 00 40 0c 0d 0e 0f", read(0x10, 16));
    assertEquals("0c 00 00 00 00 15 16 17", read(0x20, 8));
  }

  @Test
  void takeOneRegisterOfAWriteThatCoversBoth() {
    assertEquals(2, write(0x1e, "11 22 33 44"));
    assertEquals("0c 00 00 00 00 00 11 22", read(0x18, 8));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x20, 8));
    assertEquals(2, write(0x20, "33 44"));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x20, 8));
  }

  @Test
  void leaveTrailingBytesToTheRetryWhichIsNotTheirs() {
    assertEquals(2, write(0x26, "01 02 03 04"));
    assertEquals("0c 00 00 00 00 00 01 02", read(0x20, 8));
    assertEquals(2, write(0x28, "03 04"));
    assertEquals(List.of("read 7 0x20+8", "write 7 0x28+2"), core.calls);
  }

  @Test
  void areNotTouchedByWritesBesideThem() {
    assertEquals(4, write(0x14, "01 02 03 04"));
    assertEquals(4, write(0x28, "05 06 07 08"));
    assertEquals(List.of("write 7 0x14+4", "write 7 0x28+4"), core.calls);
  }

  @Test
  void takeNothingFromAWriteOfNothing() {
    assertEquals(0, write(0x1a, ""));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x18, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "0x18, 8, 0c 00 00 40 ff 00 00 00",
    "0x20, 8, 0c 00 00 00 e0 01 00 00",
    "0x16, 4, cc cc 0c 00",
    "0x14, 4, cc cc cc cc",
    // Linux: 00 00 cc cc. Here a read shows every register that it covers.
    "0x1e, 4, 00 00 0c 00",
    "0x10, 24, cc cc cc cc cc cc cc cc 0c 00 00 40 ff 00 00 00 0c 00 00 00 e0 01 00 00",
    "0x26, 4, 00 00 cc cc"
  })
  void areLaidOverWhatCoreReads(String offset, int count, String bytes) {
    write(0x18, "00 00 00 40 ff 00 00 00");
    write(0x20, "00 00 00 00 e0 01 00 00");
    assertEquals(bytes, read(Long.decode(offset), count));
  }

  @Test
  void areAllThatIsNotCoresOfConfigSpace() {
    String all = read(0, 256);
    assertEquals("cc ".repeat(0x18), all.substring(0, 3 * 0x18));
    assertEquals("0c 00 00 00 00 00 00 00 ".repeat(2), all.substring(3 * 0x18, 3 * 0x28));
    assertEquals("cc ".repeat(256 - 0x28), all.substring(3 * 0x28) + " ");
  }

  @Test
  void leaveCoresErrorsAsTheyAre() {
    MemorySegment target = MemorySegment.ofArray(new byte[64]);
    assertErrno(Errno.EFAULT, () -> registers.read(FakeCore.CONFIG_SIZE - 8, target));
  }

  @Test
  void leaveBars2And3PhysicalWithoutResmem() {
    registers = new FakeBarRegisters(core, new MemorySplit(USEMEM, Optional.empty()));
    assertEquals(8, write(0x1c, "01 02 03 04 05 06 07 08"));
    assertEquals("01 02 03 04 05 06 07 08", read(0x1c, 8));
    assertEquals("0c 00 00 00 00 00 00 00", read(0x20, 8));
    assertEquals(4, write(0x24, "e0 01 00 00"));
    assertEquals("0c 00 00 00 e0 01 00 00", read(0x20, 8));
    assertEquals(4, write(0x20, "ff ff ff ff"));
    assertEquals("0c 00 00 00 e0 01 00 00", read(0x20, 8));
    assertEquals(
        List.of("write 7 0x1c+8", "read 7 0x1c+8", "read 7 0x20+8"), core.calls.subList(0, 3));
  }

  private long write(long offset, String bytes) {
    return registers.write(offset, MemorySegment.ofArray(HEX.parseHex(bytes)).asReadOnly());
  }

  private String read(long offset, int count) {
    byte[] target = new byte[count];
    assertEquals(count, registers.read(offset, MemorySegment.ofArray(target)));
    return HEX.formatHex(target);
  }
}
