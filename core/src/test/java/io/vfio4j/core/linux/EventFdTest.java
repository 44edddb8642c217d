package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventFdTest {
  private static final int F_SETFL = 4;
  private static final long FULL = -2; // 0xfffffffffffffffe, the largest count

  private static EventFd full() {
    EventFd eventFd = EventFd.create();
    MemorySegment count = Bytes.room(8);
    count.set(JAVA_LONG, 0, FULL);
    int number = eventFd.descriptor().number();
    assertEquals(8, EventCalls.write(number, count.address(), 8));
    return eventFd;
  }

  /** As a client may send it, or change it at any time: the mode belongs to both ends. */
  private static void makeBlocking(EventFd eventFd) {
    assertEquals(0, FileCalls.fcntl(eventFd.descriptor().number(), F_SETFL, 0));
  }

  @Test
  void countsSignalsUntilDrained() {
    try (EventFd eventFd = EventFd.create()) {
      eventFd.signal();
      eventFd.signal();
      assertEquals(2, eventFd.drain());
      assertEquals(0, eventFd.drain());
    }
  }

  @Test
  void neitherDrainNorSignalBlocksInBlockingMode() {
    try (EventFd eventFd = full()) {
      makeBlocking(eventFd);
      eventFd.signal();
      assertEquals(FULL, eventFd.drain());
      assertEquals(0, eventFd.drain());
      eventFd.signal();
      assertEquals(1, eventFd.drain());
    }
  }

  @Test
  void aFullCounterStaysFull() {
    try (EventFd eventFd = full()) {
      eventFd.signal();
      assertEquals(FULL, eventFd.drain());
    }
  }

  @Test
  void adoptsEventfdsOnly() {
    try (EventFd original = EventFd.create();
        EventFd adopted = EventFd.adopt(original.descriptor().duplicate());
        Descriptor memfd = Memfd.create("memfd", 8)) {
      adopted.signal();
      assertEquals(1, original.drain());
      LinuxException refused = assertThrows(LinuxException.class, () -> EventFd.adopt(memfd));
      assertEquals("EINVAL", refused.errnoName());
      assertFalse(memfd.isClosed(), "stays the caller's");
    }
  }

  @Test
  void isUnusableOnceClosed() {
    EventFd eventFd = EventFd.create();
    eventFd.close();
    assertThrows(IllegalStateException.class, eventFd::signal);
    assertThrows(IllegalStateException.class, eventFd::drain);
  }
}
