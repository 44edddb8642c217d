package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemorySplitTest {

  /** All sizes that can be cut, at {@link FakeGpu#BASE}: usemem begins there, resmem behind it. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # size,       usemem,       its BAR,       since 6.14,    resmem,     its BAR,    uncut BAR
          60000000,     20000000,     20000000,      20000000,      40000000,   40000000,   80000000
          80000000,     40000000,     40000000,      40000000,      40000000,   40000000,   80000000
          a0000000,     60000000,     80000000,      80000000,      40000000,   40000000,   100000000
          100000000,    c0000000,     100000000,     100000000,     40000000,   40000000,   100000000
          400000000,    3c0000000,    400000000,     400000000,     40000000,   40000000,   400000000
          850000000,    800000000,    800000000,     1000000000,    50000000,   80000000,   1000000000
          1000000000,   fc0000000,    1000000000,    1000000000,    40000000,   40000000,   1000000000
          1792000000,   1740000000,   2000000000,    2000000000,    52000000,   80000000,   2000000000
          17c0000000,   1780000000,   2000000000,    2000000000,    40000000,   40000000,   2000000000
          17dffff000,   1780000000,   2000000000,    2000000000,    5ffff000,   80000000,   2000000000
          17e0000000,   17a0000000,   2000000000,    2000000000,    40000000,   40000000,   2000000000
          17e4f00000,   17a0000000,   2000000000,    2000000000,    44f00000,   80000000,   2000000000
          17ffff0000,   17a0000000,   2000000000,    2000000000,    5fff0000,   80000000,   2000000000
          17fffff000,   17a0000000,   2000000000,    2000000000,    5ffff000,   80000000,   2000000000
          1800000000,   17c0000000,   2000000000,    2000000000,    40000000,   40000000,   2000000000
          1800001000,   17c0000000,   2000000000,    2000000000,    40001000,   80000000,   2000000000
          1820000000,   17e0000000,   2000000000,    2000000000,    40000000,   40000000,   2000000000
          2000000000,   1fc0000000,   2000000000,    2000000000,    40000000,   40000000,   2000000000
          2040000000,   2000000000,   2000000000,    2000000000,    40000000,   40000000,   4000000000
          2060000000,   2020000000,   4000000000,    4000000000,    40000000,   40000000,   4000000000
          2400000000,   23c0000000,   4000000000,    4000000000,    40000000,   40000000,   4000000000
          2e80000000,   2e40000000,   4000000000,    4000000000,    40000000,   40000000,   4000000000
          3000000000,   2fc0000000,   4000000000,    4000000000,    40000000,   40000000,   4000000000
          10000000000,  ffc0000000,   10000000000,   10000000000,   40000000,   40000000,   10000000000
          8000000000000000, 7fffffffc0000000, 8000000000000000, 8000000000000000, 40000000, 40000000, 8000000000000000
          """)
  void cutsMemory(
      String size,
      String usemem,
      String bar,
      String barSinceLinux614,
      String resmem,
      String resmemBar,
      String uncutBar) {
    MemoryProperties memory = new MemoryProperties(FakeGpu.BASE, hex(size));
    MemoryRange resmemRange =
        new MemoryRange(FakeGpu.BASE + hex(usemem), hex(resmem), hex(resmemBar));
    assertEquals(
        new MemorySplit(
            new MemoryRange(FakeGpu.BASE, hex(usemem), hex(bar)), Optional.of(resmemRange)),
        MemorySplit.withCarveOut(memory, BarSizing.V17));
    assertEquals(
        new MemorySplit(
            new MemoryRange(FakeGpu.BASE, hex(usemem), hex(barSinceLinux614)),
            Optional.of(resmemRange)),
        MemorySplit.withCarveOut(memory, BarSizing.LINUX_6_14));
    assertEquals(
        new MemorySplit(new MemoryRange(FakeGpu.BASE, hex(size), hex(uncutBar)), Optional.empty()),
        MemorySplit.whole(memory));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # base,          size,             errno
          400000000000,     1,                EOVERFLOW
          400000000000,     20000000,         EOVERFLOW
          400000000000,     3fffffff,         EOVERFLOW
          400000000000,     40000000,         EINVAL
          400000000000,     40001000,         EINVAL
          400000000000,     5fffffff,         EINVAL
          fffffffffffff000, 80000000,         EOVERFLOW
          ffffffe840000000, 1800000000,       EOVERFLOW
          ffffffe820000000, 1800000000,       EOVERFLOW
          400000000000,     ffffffffe0000000, EOVERFLOW
          400000000000,     ffffffffffffffff, EOVERFLOW
          0,                ffffffffffffffff, EOVERFLOW
          """)
  void refusesMemoryThatCannotBeCut(String base, String size, Errno errno) {
    MemoryProperties memory = new MemoryProperties(hex(base), hex(size));
    assertErrno(errno, () -> MemorySplit.withCarveOut(memory, BarSizing.V17));
    assertErrno(errno, () -> MemorySplit.withCarveOut(memory, BarSizing.LINUX_6_14));
  }

  @ParameterizedTest
  @EnumSource
  void servesUsememOfHalfTheAddressSpace(BarSizing sizing) {
    MemoryProperties memory = new MemoryProperties(FakeGpu.BASE, Long.MIN_VALUE + (1L << 30));
    MemorySplit split = MemorySplit.withCarveOut(memory, sizing);
    assertEquals(new MemoryRange(FakeGpu.BASE, Long.MIN_VALUE, Long.MIN_VALUE), split.usemem());
  }

  /** The sizes that a carve-out leaves nothing of are fine where none is needed. */
  @ParameterizedTest
  @CsvSource({"1, 1", "20000000, 20000000", "3fffffff, 40000000", "40001000, 80000000"})
  void needsNoRoomForACarveOutWhereThereIsNone(String size, String bar) {
    MemoryRange usemem = MemorySplit.whole(new MemoryProperties(FakeGpu.BASE, hex(size))).usemem();
    assertEquals(new MemoryRange(FakeGpu.BASE, hex(size), hex(bar)), usemem);
  }

  @ParameterizedTest
  @CsvSource({
    "fffffffffffff000, 80000000",
    "ffffffe840000000, 1800000000",
    "400000000000, ffffffffe0000000",
    "400000000000, ffffffffffffffff",
    "0, ffffffffffffffff",
    "400000000000, 8000000040000000"
  })
  void refusesUncutMemoryThatLeavesTheAddressSpaceOrFitsNoBar(String base, String size) {
    MemoryProperties memory = new MemoryProperties(hex(base), hex(size));
    assertErrno(Errno.EOVERFLOW, () -> MemorySplit.whole(memory));
  }

  private static long hex(String text) {
    return Long.parseUnsignedLong(text, 16);
  }
}
