package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MemfdTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void takesNoMemoryUntilItIsWritten() {
    try (Descriptor memfd = Memfd.create("sparse", 128L << 30)) {
      assertEquals(128L << 30, memfd.size());
      assertEquals(0, Memfd.allocatedBytes(memfd));
      FileIo.pwrite(memfd, 100L << 30, Bytes.of("x"));
      assertTrue(Memfd.allocatedBytes(memfd) <= 2 * MEBIBYTE);
      assertTrue(Memfd.allocatedBytes(memfd) > 0);
    }
  }

  @Test
  void aHoleGivesMemoryBackAndReadsAsZero() {
    try (Descriptor memfd = Memfd.create("hole", 4 * MEBIBYTE)) {
      FileIo.pwrite(memfd, 0, Bytes.pattern((int) (4 * MEBIBYTE)));
      Memfd.punchHole(memfd, 0, 4 * MEBIBYTE);
      assertEquals(0, Memfd.allocatedBytes(memfd));
      assertEquals(4 * MEBIBYTE, memfd.size());
      var page = Bytes.pattern(4096);
      FileIo.pread(memfd, MEBIBYTE, page);
      assertEquals(-1, page.mismatch(Bytes.room(4096)));
    }
  }

  @Test
  void itsSizeCannotChange() {
    try (Descriptor memfd = Memfd.create("sealed", 8192)) {
      assertEquals(Set.of(Seal.SHRINK, Seal.GROW, Seal.SEAL), memfd.seals());
      assertEquals("EPERM", failureOf(memfd, 4096));
      assertEquals("EPERM", failureOf(memfd, 16384));
      assertEquals(8192, memfd.size());
    }
  }

  private static String failureOf(Descriptor memfd, long size) {
    return ErrnoTable.name(-MemoryCalls.ftruncate(memfd.number(), size));
  }

  @Test
  void itsNameShowsWhereAnOperatorLooks() throws IOException {
    try (Descriptor memfd = Memfd.create("vfio4j-vram", 4096)) {
      Path link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + memfd.number()));
      assertTrue(link.toString().startsWith("/memfd:vfio4j-vram"), link.toString());
    }
  }

  @Test
  void whatCannotBeMadeLeavesNothingBehind() throws IOException {
    long before = OpenDescriptors.count();
    assertThrows(LinuxException.class, () -> Memfd.create("x".repeat(250), 4096));
    assertThrows(LinuxException.class, () -> Memfd.create("negative", -1));
    assertEquals(before, OpenDescriptors.count());
  }
}
