package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.FileMapping.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileMappingTest {
  private static final long PAGE = 4096;

  private static long mappedRanges(String name) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("/memfd:" + name + " ")).count();
    }
  }

  @Test
  void allMappingsOfAFileShareItsBytes() {
    try (Descriptor memfd = Memfd.create("shared", 4 * PAGE);
        FileMapping all = FileMapping.map(memfd, 0, 4 * PAGE, Access.READ_WRITE);
        FileMapping part = FileMapping.map(memfd, 2 * PAGE, PAGE, Access.READ_ONLY)) {
      all.segment().set(JAVA_LONG, 2 * PAGE + 8, 0x1122334455667788L);
      assertEquals(0x1122334455667788L, part.segment().get(JAVA_LONG, 8));
      assertEquals(PAGE, part.segment().byteSize());
    }
  }

  @Test
  void outlivesTheDescriptor() {
    Descriptor memfd = Memfd.create("outlives", PAGE);
    try (FileMapping mapping = FileMapping.map(memfd, 0, PAGE, Access.READ_WRITE)) {
      memfd.close();
      mapping.segment().set(JAVA_BYTE, 0, (byte) 7);
      assertEquals(7, mapping.segment().get(JAVA_BYTE, 0));
    }
  }

  @Test
  void a128GibibyteFileIsOneSegment() {
    long size = 128L << 30;
    try (Descriptor memfd = Memfd.create("huge", size);
        FileMapping mapping = FileMapping.map(memfd, 0, size, Access.READ_WRITE)) {
      for (long offset : new long[] {0, size / 2, size - 8}) {
        mapping.segment().set(JAVA_LONG, offset, offset + 1);
        MemorySegment read = Bytes.room(8);
        FileIo.pread(memfd, offset, read);
        assertEquals(offset + 1, read.get(JAVA_LONG, 0));
      }
      assertTrue(Memfd.allocatedBytes(memfd) <= 8 << 20);
    }
  }

  @Test
  void closeUnmapsOnceAndEndsEveryAccess() throws IOException {
    try (Descriptor memfd = Memfd.create("unmapped", PAGE)) {
      FileMapping mapping = FileMapping.map(memfd, 0, PAGE, Access.READ_WRITE);
      assertEquals(1, mappedRanges("unmapped"));
      mapping.close();
      mapping.close();
      assertEquals(0, mappedRanges("unmapped"));
      assertThrows(IllegalStateException.class, () -> mapping.segment().get(JAVA_BYTE, 0));
      assertThrows(IllegalStateException.class, () -> FileIo.pwrite(memfd, 0, mapping.segment()));
    }
  }

  @Test
  void manyMappingsComeAndGo() throws IOException {
    try (Descriptor memfd = Memfd.create("many", 500 * PAGE)) {
      List<FileMapping> mappings = new ArrayList<>();
      for (long i = 0; i < 500; i++) {
        // Backwards, or the kernel would merge neighbours into one range.
        mappings.add(FileMapping.map(memfd, (499 - i) * PAGE, PAGE, Access.READ_WRITE));
        mappings.getLast().segment().set(JAVA_LONG, 0, i);
      }
      assertEquals(499, mappings.getLast().segment().get(JAVA_LONG, 0));
      assertEquals(0, mappings.getFirst().segment().get(JAVA_LONG, 0));
      mappings.forEach(FileMapping::close);
      assertEquals(0, mappedRanges("many"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4096",
    "512, 4096", // not page aligned
    "0, 0",
    "0, -1",
    "-4096, 4096", // no range at all
    "0, 8193",
    "8192, 1",
    "4096, 4097", // beyond the end of the file
    "9223372036854771712, 4096",
    "4096, 9223372036854775807" // beyond the end of numbers
  })
  void impossibleRangesAreRefused(long offset, long length) throws IOException {
    try (Descriptor memfd = Memfd.create("refused", 2 * PAGE)) {
      LinuxException refused =
          assertThrows(
              LinuxException.class, () -> FileMapping.map(memfd, offset, length, Access.READ_ONLY));
      assertEquals("EINVAL", refused.errnoName());
      assertEquals(0, mappedRanges("refused"));
    }
  }

  @Test
  void whatCannotBeMappedIsRefused() {
    try (EventFd eventFd = EventFd.create()) {
      LinuxException refused =
          assertThrows(
              LinuxException.class,
              () -> FileMapping.map(eventFd.descriptor(), 0, PAGE, Access.READ_WRITE));
      assertEquals("mmap: ENODEV", refused.getMessage());
    }
  }

  @Test
  void aReadOnlyMappingCannotBeWritten() {
    try (Descriptor memfd = Memfd.create("read-only", PAGE);
        FileMapping mapping = FileMapping.map(memfd, 0, PAGE, Access.READ_ONLY)) {
      assertThrows(
          IllegalArgumentException.class, () -> mapping.segment().set(JAVA_BYTE, 0, (byte) 1));
    }
  }

  @Test
  void anArenaOfTheCallerUnmapsToo() throws IOException {
    try (Descriptor memfd = Memfd.create("arena", PAGE)) {
      Arena ended;
      try (Arena arena = Arena.ofShared()) {
        FileMapping.map(memfd, 0, PAGE, Access.READ_WRITE, arena).set(JAVA_BYTE, 0, (byte) 1);
        assertEquals(1, mappedRanges("arena"));
        ended = arena;
      }
      assertEquals(0, mappedRanges("arena"));
      assertThrows(
          IllegalStateException.class,
          () -> FileMapping.map(memfd, 0, PAGE, Access.READ_WRITE, ended));
      assertEquals(0, mappedRanges("arena"));
    }
  }
}
