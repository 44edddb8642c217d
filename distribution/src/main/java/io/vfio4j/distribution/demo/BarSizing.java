package io.vfio4j.distribution.demo;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.client.VfioUserClient;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes BARs as firmware does: writes all ones, reads which bits stay, and puts the old value back.
 *
 * <pre>
 *   31                         4   3        2   1   0
 *  +----------------------------+----------+-----+---+
 *  | address                    | prefetch | 64  | 0 |   memory: type 10 is 64-bit
 *  +----------------------------+----------+-----+---+
 *  | address                               | 0   | 1 |   I/O, from bit 2 on
 *  +---------------------------------------+-----+---+
 * </pre>
 */
final class BarSizing {
  private static final int FIRST = 0x10;
  private static final int REGISTERS = 6;
  private static final long ALL_ONES = 0xffff_ffffL;

  private final VfioUserClient client;

  BarSizing(VfioUserClient client) {
    this.client = client;
  }

  List<SizedBar> all() {
    List<SizedBar> bars = new ArrayList<>();
    int index = 0;
    while (index < REGISTERS) {
      long low = mask(index);
      boolean wide = (low & 7) == 4;
      if (low != 0) {
        bars.add(bar(index, low, wide ? mask(index + 1) : ALL_ONES));
      }
      index += wide ? 2 : 1;
    }
    return bars;
  }

  private static SizedBar bar(int index, long low, long high) {
    boolean io = (low & 1) != 0;
    long address = (high << 32) | (low & (io ? ~3L : ~0xfL));
    return new SizedBar(index, -address, io, (low & 7) == 4, !io && (low & 8) != 0);
  }

  private long mask(int index) {
    int register = FIRST + 4 * index;
    long before = client.readRegister(RegionIndex.CONFIG, register, 4);
    client.writeRegister(RegionIndex.CONFIG, register, 4, ALL_ONES);
    long mask = client.readRegister(RegionIndex.CONFIG, register, 4);
    client.writeRegister(RegionIndex.CONFIG, register, 4, before);
    return mask;
  }
}
