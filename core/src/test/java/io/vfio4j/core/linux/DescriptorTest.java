package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DescriptorTest {
  private static final int EBADF = -9;

  private static boolean isOpen(int number) {
    return FileCalls.fcntl(number, FileCalls.F_GETFD, 0) != EBADF;
  }

  @Test
  void closesOnce() {
    Descriptor first = Memfd.create("first", 1);
    first.close();
    assertFalse(isOpen(first.number()));
    try (Descriptor second = Memfd.create("second", 1)) {
      assertEquals(first.number(), second.number(), "the kernel gives the lowest number");
      first.close();
      assertTrue(isOpen(second.number()));
    }
  }

  @Test
  void isUnusableOnceClosed() {
    Descriptor closed = Memfd.create("closed", 1);
    closed.close();
    assertTrue(closed.isClosed());
    assertThrows(IllegalStateException.class, closed::size);
    assertThrows(IllegalStateException.class, closed::duplicate);
    assertThrows(IllegalStateException.class, closed::seals);
    assertThrows(IllegalStateException.class, closed::isEventFd);
    assertThrows(IllegalStateException.class, () -> FileIo.pread(closed, 0, Bytes.room(1)));
  }

  @Test
  void aCallUnderWayKeepsTheNumber() {
    Descriptor descriptor = Memfd.create("held", 1);
    int number = descriptor.hold();
    assertEquals(number, descriptor.hold());
    descriptor.close();
    assertThrows(IllegalStateException.class, descriptor::hold);
    descriptor.release();
    assertTrue(isOpen(number));
    descriptor.release();
    assertFalse(isOpen(number));
  }

  @Test
  void aDuplicateLivesOnItsOwn() {
    try (Descriptor duplicate = duplicateOf(Memfd.create("file", 123))) {
      assertEquals(123, duplicate.size());
      int flags = FileCalls.fcntl(duplicate.number(), FileCalls.F_GETFD, 0);
      assertEquals(FileCalls.FD_CLOEXEC, flags);
    }
  }

  private static Descriptor duplicateOf(Descriptor original) {
    try (original) {
      Descriptor duplicate = original.duplicate();
      assertNotEquals(original.number(), duplicate.number());
      return duplicate;
    }
  }

  @Test
  void anInheritedNumberIsCheckedAndKeptFromChildren() {
    try (Descriptor owner = Memfd.create("inherited", 7)) {
      int bare = FileCalls.fcntl(owner.number(), 0 /* F_DUPFD, without close-on-exec */, 0);
      try (Descriptor inherited = Descriptor.inherited(bare)) {
        assertEquals(7, inherited.size());
        assertEquals(FileCalls.FD_CLOEXEC, FileCalls.fcntl(bare, FileCalls.F_GETFD, 0));
      }
      LinuxException bad = assertThrows(LinuxException.class, () -> Descriptor.inherited(bare));
      assertEquals("EBADF", bad.errnoName());
    }
  }

  @Test
  void tellsWhatItIs() throws IOException {
    try (EventFd eventFd = EventFd.create();
        Descriptor memfd = Memfd.create("memfd", 5)) {
      assertTrue(eventFd.descriptor().isEventFd());
      assertFalse(memfd.isEventFd());
      assertEquals(Set.of(), eventFd.descriptor().seals());
      assertEquals(Set.of(Seal.SEAL, Seal.SHRINK, Seal.GROW), memfd.seals());
      assertEquals("descriptor " + memfd.number(), memfd.toString());
    }
  }

  @Test
  void whatIsDoneToOneThatWasOpenedAgainDoesNothingToTheFirst() {
    int setFlags = 4; // F_SETFL, fcntl.h
    int append = 0x400; // O_APPEND
    try (Descriptor memfd = Memfd.create("memfd", 4096);
        Descriptor again = memfd.reopen()) {
      assertEquals(0, FileCalls.fcntl(again.number(), setFlags, append));
      FileIo.pwrite(memfd, 8, Bytes.of("there"));
      MemorySegment read = Bytes.room(5);
      FileIo.pread(again, 8, read);
      assertEquals("there", Bytes.text(read, 5));
    }
  }
}
