package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class SharedFileTest {
  /** fcntl.h */
  private static final int F_SETFL = 4;

  private static final int O_APPEND = 0x400;

  @Test
  void whatIsDoneToTheOneThatIsSentDoesNothingToOurs() {
    try (Descriptor memfd = Memfd.create("shared", 4096);
        SharedFile file = new SharedFile(memfd)) {
      Descriptor sent = file.descriptorToSend();
      assertEquals(0, FileCalls.fcntl(sent.number(), F_SETFL, O_APPEND));
      FileIo.pwrite(memfd, 8, Bytes.of("there"));
      MemorySegment read = Bytes.room(5);
      FileIo.pread(sent, 8, read);
      assertEquals("there", Bytes.text(read, 5));
    }
  }

  @Test
  void thereIsOneAndItEndsWithTheFile() throws IOException {
    long before = OpenDescriptors.count();
    SharedFile file = new SharedFile(Memfd.create("shared", 4096));
    Descriptor sent = file.behind(new MappingGate()).descriptorToSend();
    assertSame(sent, file.descriptorToSend());
    file.close();
    assertTrue(sent.isClosed());
    assertEquals(before, OpenDescriptors.count());
  }
}
