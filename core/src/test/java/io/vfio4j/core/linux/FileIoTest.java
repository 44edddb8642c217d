package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class FileIoTest {
  @Test
  void whatIsWrittenIsReadBack() {
    MemorySegment written = Bytes.pattern(300_000);
    MemorySegment read = Bytes.room(300_000);
    try (Descriptor memfd = Memfd.create("io", 1 << 20)) {
      FileIo.pwrite(memfd, 12_345, written);
      assertEquals(300_000, FileIo.pread(memfd, 12_345, read));
    }
    assertEquals(-1, written.mismatch(read));
  }

  @Test
  void readingStopsAtTheEndOfTheFile() {
    MemorySegment room = Bytes.of("..........");
    try (Descriptor memfd = Memfd.create("end", 100)) {
      FileIo.pwrite(memfd, 96, Bytes.of("last"));
      assertEquals(4, FileIo.pread(memfd, 96, room));
      assertEquals("last......", Bytes.text(room, 10));
      assertEquals(0, FileIo.pread(memfd, 100, room));
    }
  }

  @Test
  void writingBeyondASealedEndFails() {
    try (Descriptor memfd = Memfd.create("full", 100)) {
      LinuxException refused =
          assertThrows(LinuxException.class, () -> FileIo.pwrite(memfd, 100, Bytes.of("more")));
      assertEquals("pwrite: EPERM", refused.getMessage());
    }
  }
}
