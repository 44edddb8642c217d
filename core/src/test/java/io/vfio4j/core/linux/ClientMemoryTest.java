package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vfio4j.core.linux.FileMapping.Access;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientMemoryTest {
  private static final long PAGE = 4096;

  /** linux/memfd.h */
  private static final int MFD_HUGETLB = 0x4;

  @Test
  void showsThePartThatWasAskedForUntilItIsClosed() throws IOException {
    try (Descriptor memfd = Memfd.createUnsealed("client-part", 4 * PAGE)) {
      ClientMemory part = ClientMemory.map(memfd, PAGE, 100, Access.READ_WRITE);
      assertEquals(100, part.segment().byteSize());
      part.segment().set(JAVA_INT, 96, 0x1234);
      try (FileMapping all = FileMapping.map(memfd, 0, 4 * PAGE, Access.READ_ONLY)) {
        assertEquals(0x1234, all.segment().get(JAVA_INT, PAGE + 96));
      }
      assertEquals(1, mappingsOf("client-part"));
      part.close();
      part.close();
      assertEquals(0, mappingsOf("client-part"));
    }
  }

  @Test
  void whatMayOnlyBeReadIsNotWritten() {
    try (Descriptor memfd = Memfd.createUnsealed("ram", PAGE);
        ClientMemory memory = ClientMemory.map(memfd, 0, PAGE, Access.READ_ONLY)) {
      assertThrows(RuntimeException.class, () -> memory.segment().set(JAVA_INT, 0, 1));
    }
  }

  @Test
  void theLargestFileCannotBeMappedAsAWhole() {
    try (Descriptor memfd = Memfd.createUnsealed("largest", Long.MAX_VALUE)) {
      assertThrows(
          LinuxException.class,
          () -> ClientMemory.map(memfd, 0, Long.MAX_VALUE, Access.READ_WRITE));
    }
  }

  /** The kernel unmaps huge pages as a whole or says EINVAL, which would leave the mapping. */
  @Test
  void aPartOfAHugePageIsUnmappedAgain() throws IOException {
    try (Descriptor huge = hugePages("client-huge", 8 << 20)) {
      try (ClientMemory part = mapped(huge, 0xc0000, 0x40000)) {
        part.segment().set(JAVA_INT, 0, 7);
        assertEquals(1, mappingsOf("client-huge"));
      }
      assertEquals(0, mappingsOf("client-huge"));
    }
  }

  private static Descriptor hugePages(String name, long size) {
    try (Arena arena = Arena.ofConfined()) {
      int memfd = MemoryCalls.memfdCreate(arena.allocateFrom(name), MFD_HUGETLB);
      assumeTrue(memfd >= 0, "the kernel has no huge pages");
      Descriptor descriptor = Descriptor.own("memfd_create", memfd);
      LinuxException.check("ftruncate", MemoryCalls.ftruncate(memfd, size));
      return descriptor;
    }
  }

  private static ClientMemory mapped(Descriptor file, long offset, long length) {
    try {
      return ClientMemory.map(file, offset, length, Access.READ_WRITE);
    } catch (LinuxException e) {
      assumeTrue(
          !ErrnoTable.name(e.errno()).equals("ENOMEM"), "no huge page is left (vm.nr_hugepages)");
      throw e;
    }
  }

  private static long mappingsOf(String memfd) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("/memfd:" + memfd)).count();
    }
  }

  @Test
  void onlyFilesOfMemoryAreMemory() {
    try (Descriptor memfd = Memfd.create("ram", PAGE);
        EventFd eventFd = EventFd.create()) {
      assertTrue(memfd.isMemory());
      assertTrue(memfd.isFileOrDevice());
      assertFalse(eventFd.descriptor().isMemory());
      assertFalse(eventFd.descriptor().isFileOrDevice());
    }
  }
}
