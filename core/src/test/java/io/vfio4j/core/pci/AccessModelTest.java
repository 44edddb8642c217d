package io.vfio4j.core.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any read or write of a BAR that holds an MSI-X table, straddling it or the BAR's end, with memory
 * space on and off. The model goes byte by byte: a byte begins an access or belongs to the last.
 */
class AccessModelTest {
  private static final int ACCESSES = 5_000;
  private static final int BAR = 2;
  private static final int SIZE = 0x4000;
  private static final int TABLE = 0x2000;
  private static final int TABLE_END = 0x2080;
  private static final int WIDEST = 8;
  private static final int[] EDGES = {0, TABLE, TABLE_END, 0x3000, SIZE};

  private final FakeBar bar = FakeBar.memory64(SIZE);
  private final Opened device = Opened.on(RegionsTest.withMsixTable(bar));

  @ParameterizedTest
  @ValueSource(longs = {1, 20261125, 0x5eed})
  void movesBytesByTheWidestAccessesAndNoneOfTheTable(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ACCESSES; i++) {
      int from = Math.max(0, EDGES[random.nextInt(EDGES.length)] + random.nextInt(-40, 40));
      int count = random.nextInt(80);
      boolean on = random.nextInt(4) != 0;
      device.config(0x04, 2, on ? 2 : 0);
      bar.takeAccesses();
      String where = "seed %d, %d: 0x%x + %d, %s".formatted(seed, i, from, count, on);
      if (count > 0 && from >= SIZE) {
        Opened.assertErrno(Errno.EINVAL, () -> device.read(BAR, from, count));
        Opened.assertErrno(Errno.EINVAL, () -> device.write(BAR, from, "00".repeat(count)));
      } else if (!on && reachesMore(from, count)) {
        Opened.assertErrno(Errno.EIO, () -> device.read(BAR, from, count));
        Opened.assertErrno(Errno.EIO, () -> device.write(BAR, from, "00".repeat(count)));
        assertEquals(List.of(), bar.takeAccesses(), where);
      } else {
        check(from, Math.min(count, Math.max(0, SIZE - from)), count, where);
      }
    }
  }

  private void check(int from, int moved, int asked, String where) {
    StringBuilder bytes = new StringBuilder();
    for (int at = from; at < from + moved; at++) {
      bytes.append(inTable(at) ? "ff" : "%02x".formatted(at & 0xff));
    }
    assertEquals(bytes.toString(), device.read(BAR, from, asked), where);
    assertEquals(accesses("r%d@%x", from, moved), bar.takeAccesses(), where);
    assertEquals(moved, device.write(BAR, from, "00".repeat(asked)), where);
    assertEquals(accesses("w%d@%x=0", from, moved), bar.takeAccesses(), where);
  }

  private static List<String> accesses(String format, int from, int moved) {
    List<String> accesses = new ArrayList<>();
    int at = from;
    while (at < from + moved) {
      int width = inTable(at) ? 0 : WIDEST;
      while (width > 1 && !fits(at, width, from + moved)) {
        width /= 2;
      }
      if (width > 0) {
        accesses.add(format.formatted(width, at));
      }
      at += Math.max(width, 1);
    }
    return accesses;
  }

  private static boolean fits(int at, int width, int end) {
    boolean intoTable = at < TABLE && at + width > TABLE;
    return at % width == 0 && at + width <= end && !intoTable;
  }

  private static boolean inTable(int at) {
    return at >= TABLE && at < TABLE_END;
  }

  private static boolean reachesMore(int from, int count) {
    for (int at = from; at < Math.min(from + count, SIZE); at++) {
      if (!inTable(at)) {
        return true;
      }
    }
    return false;
  }
}
