package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
      eventFd.signal();
      assertNotEquals(0, eventFd.drain());
      assertEquals(0, eventFd.drain());
      eventFd.signal();
      assertEquals(1, eventFd.drain());
    }
  }

  /** As often as the kernel's room for completions fills several times over. */
  @Test
  void noSignalIsLost() {
    try (EventFd eventFd = EventFd.create()) {
      for (int i = 0; i < 5000; i++) {
        eventFd.signal();
      }
      assertEquals(5000, eventFd.drain());
    }
  }

  @Test
  void signalsOfSeveralThreadsAllCount() {
    try (EventFd eventFd = EventFd.create()) {
      List<Background<Boolean>> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(Background.run(() -> signal(eventFd, 2000)));
      }
      threads.forEach(Background::result);
      assertEquals(8000, eventFd.drain());
    }
  }

  private static void signal(EventFd eventFd, int times) {
    for (int i = 0; i < times; i++) {
      eventFd.signal();
    }
  }

  /** A client that fills its blocking eventfd again whenever there is room. */
  @Test
  void aClientThatFillsItsEventfdAllTheTimeCannotBlockUs() {
    try (EventFd eventFd = EventFd.create()) {
      makeBlocking(eventFd);
      MemorySegment count = Bytes.room(8);
      count.set(JAVA_LONG, 0, FULL);
      AtomicBoolean over = new AtomicBoolean();
      int number = eventFd.descriptor().number();
      Background<Boolean> client =
          Background.run(() -> {
            while (!over.get()) {
              EventCalls.write(number, count.address(), 8);
            }
          });
      for (int i = 0; i < 50_000; i++) {
        eventFd.signal();
        if (i % 8 == 0) {
          eventFd.drain();
        }
      }
      over.set(true);
      eventFd.drain();
      assertTrue(client.result());
    }
  }

  /** What is left where the kernel does not offer asynchronous I/O. */
  @Test
  void theFallbackLooksForRoomFirst() {
    try (EventFd eventFd = full()) {
      makeBlocking(eventFd);
      EventFd.writeIfThereIsRoom(eventFd.descriptor().number());
      assertEquals(FULL, eventFd.drain());
      EventFd.writeIfThereIsRoom(eventFd.descriptor().number());
      assertEquals(1, eventFd.drain());
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
