package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The bytes of linux/vfio.h's structures, as a C compiler lays them out. */
class VfioStructuresTest {
  private final Arena arena = Arena.ofAuto();

  private static String hex(MemorySegment segment) {
    return HexFormat.of().formatHex(segment.toArray(ValueLayout.JAVA_BYTE));
  }

  private MemorySegment bytes(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
  }

  /** What the macros of linux/vfio.h come to. */
  @Test
  void numbersOfTheRequests() {
    assertEquals(0x3b64, VfioCalls.GET_API_VERSION);
    assertEquals(0x3b65, VfioCalls.CHECK_EXTENSION);
    assertEquals(0x3b66, VfioCalls.SET_IOMMU);
    assertEquals(0x3b67, VfioCalls.GROUP_GET_STATUS);
    assertEquals(0x3b68, VfioCalls.GROUP_SET_CONTAINER);
    assertEquals(0x3b6a, VfioCalls.GROUP_GET_DEVICE_FD);
    assertEquals(0x3b6b, VfioCalls.DEVICE_GET_INFO);
    assertEquals(0x3b6c, VfioCalls.DEVICE_GET_REGION_INFO);
    assertEquals(0x3b6d, VfioCalls.DEVICE_GET_IRQ_INFO);
    assertEquals(0x3b6e, VfioCalls.DEVICE_SET_IRQS);
    assertEquals(0x3b6f, VfioCalls.DEVICE_RESET);
    assertEquals(0x3b71, VfioCalls.IOMMU_MAP_DMA);
    assertEquals(0x3b72, VfioCalls.IOMMU_UNMAP_DMA);
  }

  @Test
  void aRegion() {
    assertEquals(
        "20000000" + "00000000" + "07000000" + "00000000" + "0".repeat(32),
        hex(VfioRegion.ask(7, arena)));
    MemorySegment answer =
        bytes("20000000 07000000 07000000 00000000 0010000000000000 0000000000070000");
    assertEquals(new VfioRegion(0x1000, 0x7_0000_0000_00L), VfioRegion.answered(answer));
  }

  @Test
  void anIrqIndex() {
    assertEquals("10000000" + "00000000" + "02000000" + "00000000", hex(VfioIrq.ask(2, arena)));
    VfioIrq growing = VfioIrq.answered(bytes("10000000 01000000 02000000 41000000"));
    assertEquals(65, growing.count());
    assertFalse(growing.fixed());
    assertTrue(VfioIrq.answered(bytes("10000000 09000000 01000000 01000000")).fixed());
  }

  @Test
  void interruptsTurnedOnOffAndUnmasked() {
    assertEquals(
        "1c000000" + "24000000" + "02000000" + "03000000" + "02000000" + "07000000" + "ffffffff",
        hex(VfioIrqSet.signal(2, 3, new int[] {7, -1}, arena)));
    assertEquals(
        "14000000" + "21000000" + "01000000" + "00000000" + "00000000",
        hex(VfioIrqSet.off(1, arena)));
    assertEquals(
        "14000000" + "11000000" + "00000000" + "00000000" + "01000000",
        hex(VfioIrqSet.unmask(0, arena)));
  }

  @Test
  void anAreaMappedAndUnmapped() {
    assertEquals(
        "20000000" + "03000000" + "00f0ffff7f000000" + "0000000001000000" + "0020000000000000",
        hex(VfioDma.map(0x7f_ffff_f000L, 0x1_0000_0000L, 0x2000, true, true, arena)));
    assertEquals("01000000", hex(VfioDma.map(0, 0, 0, true, false, arena).asSlice(4, 4)));
    assertEquals("02000000", hex(VfioDma.map(0, 0, 0, false, true, arena).asSlice(4, 4)));
    MemorySegment unmap = VfioDma.unmap(0x1_0000_0000L, 0x2000, arena);
    assertEquals("18000000" + "00000000" + "0000000001000000" + "0020000000000000", hex(unmap));
    assertEquals(0x2000, VfioDma.unmapped(unmap));
  }
}
