package io.vfio4j.distribution.demo;

import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.VfioUserClient;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Looks at a region's memory from its two sides: the mapping, which a guest uses, and the socket.
 * Patterns go to its first, middle and last page.
 */
final class MemoryVisit {
  private static final int PAGE = 4096;
  private static final byte[] PATTERN = Patterns.bytes(PAGE);

  private final VfioUserClient client;
  private final int region;
  private final SparseMmapArea area;

  MemoryVisit(VfioUserClient client, int region, SparseMmapArea area) {
    this.client = client;
    this.region = region;
    this.area = area;
  }

  /** Writes through the mapping and reads through the socket, then the other way round. */
  String bothSides() {
    try (ClientRegion info = client.region(region);
        FileMapping mapping = info.map(area)) {
      for (long at : places()) {
        MemorySegment mapped = mapping.segment().asSlice(at, PAGE);
        MemorySegment.copy(PATTERN, 0, mapped, ValueLayout.JAVA_BYTE, 0, PAGE);
        checkSocket(at);
        mapped.fill((byte) 0);
        client.write(region, area.offset() + at, PATTERN);
        CheckFailed.unless(
            Arrays.equals(PATTERN, mapped.toArray(ValueLayout.JAVA_BYTE)),
            "what the socket wrote at 0x%x is not in the mapping",
            at);
      }
    }
    return "%s mapped; what one side wrote the other read, at 0x0, 0x%x, 0x%x"
        .formatted(Sizes.text(area.size()), places()[1], places()[2]);
  }

  /** Looks whether the patterns are still there. */
  void checkStill() {
    for (long at : places()) {
      checkSocket(at);
    }
  }

  private void checkSocket(long at) {
    CheckFailed.unless(
        Arrays.equals(PATTERN, client.read(region, area.offset() + at, PAGE)),
        "BAR %d has not the pattern at 0x%x",
        region,
        at);
  }

  private long[] places() {
    return new long[] {0, area.size() / 2 / PAGE * PAGE, area.size() - PAGE};
  }

  /** Reads across the end of the memory, and far behind it. */
  String tail(long size) {
    byte[] across = client.read(region, area.end() - 4, 8);
    CheckFailed.unless(across[3] == PATTERN[PAGE - 1], "the last byte of the memory is not there");
    checkOnes(Arrays.copyOfRange(across, 4, 8), area.end());
    checkOnes(client.read(region, size - 8, 8), size - 8);
    client.write(region, size - 8, new byte[8]);
    checkOnes(client.read(region, size - 8, 8), size - 8);
    return "from 0x%x to 0x%x reads as ~0, writes are dropped".formatted(area.end(), size);
  }

  private static void checkOnes(byte[] bytes, long at) {
    for (byte each : bytes) {
      CheckFailed.unless(each == -1, "behind the memory, at 0x%x, is 0x%02x", at, each);
    }
  }
}
