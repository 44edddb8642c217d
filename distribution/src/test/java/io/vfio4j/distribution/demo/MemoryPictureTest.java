package io.vfio4j.distribution.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.SparseMmapArea;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryPictureTest {
  private static final long GIB = 1L << 30;

  private static SeenRegion region(int bar, String name, long size, long mappable) {
    return new SeenRegion(
        new SizedBar(bar, size, false, true, true), name, List.of(new SparseMmapArea(0, mappable)));
  }

  @Test
  void drawsMemoryAndWhatIsBehindItToOneScale() {
    List<String> lines =
        new MemoryPicture(
                List.of(region(2, "resmem", GIB, GIB), region(4, "usemem", 128 * GIB, 95 * GIB)))
            .lines();

    assertEquals("BAR 2  |#|  1 GiB", lines.get(0));
    assertEquals("BAR 4  |" + "#".repeat(47) + "/".repeat(17) + "|  128 GiB", lines.get(2));
    assertEquals("        usemem 95 GiB" + " ".repeat(35) + "~0 tail 33 GiB", lines.get(3));
  }

  @Test
  void aRegionThatCannotBeMappedIsTrapped() {
    SeenRegion ports = new SeenRegion(new SizedBar(0, 256, true, false, false), "", List.of());
    assertEquals(
        "BAR 0  |" + ".".repeat(64) + "|  256 B",
        new MemoryPicture(List.of(ports)).lines().getFirst());
  }

  @Test
  void sizesAreExact() {
    assertEquals("95 GiB", Sizes.text(95 * GIB));
    assertEquals("1103 MiB", Sizes.text(1103L << 20));
    assertEquals("0 B", Sizes.text(0));
    assertEquals("4097 B", Sizes.text(4097));
  }
}
