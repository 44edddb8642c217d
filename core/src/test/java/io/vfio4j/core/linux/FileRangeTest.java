package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes between a file and a socket. */
@Timeout(60)
final class FileRangeTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final int ODD = 12345;

  private final Connection connection = new Connection();
  private final Descriptor memfd = Memfd.createUnsealed("bar", 2 * MEBIBYTE);
  private final SharedFile file = new SharedFile(memfd);
  private final FileRange range = new FileRange(file, ODD, MEBIBYTE);
  private final MemorySegment pattern = Bytes.pattern(MEBIBYTE);

  @AfterEach
  void close() {
    connection.close();
    file.close();
  }

  private MemorySegment content() {
    MemorySegment content = Bytes.room(MEBIBYTE);
    FileIo.pread(memfd, ODD, content);
    return content;
  }

  private MemorySegment receiveAll(int size) {
    MemorySegment all = Bytes.room(size);
    for (int done = 0; done < size; ) {
      done += connection.reader.receive(all, done, size - done, connection.received);
    }
    return all;
  }

  @Test
  void aHeadAndALargeRangeArriveAsOneMessage() {
    connection.sockets.first().sendBuffer(8192);
    FileIo.pwrite(memfd, ODD, pattern);
    Background<MemorySegment> received = Background.call(() -> receiveAll(5 + MEBIBYTE));
    connection.writer.send(Bytes.of("head-"), 5, range);
    assertEquals("head-", Bytes.text(received.result(), 5));
    assertEquals(-1, pattern.mismatch(received.result().asSlice(5)));
  }

  @Test
  void aPlainMessageAfterAGatheredOneIsNotMixedWithIt() {
    FileIo.pwrite(memfd, ODD, Bytes.of("cd"));
    connection.writer.send(Bytes.of("ab"), 2, new FileRange(file, ODD, 2));
    connection.send("ef");
    assertEquals("abcdef", connection.receive());
  }

  @Test
  void aReceiveGoesToTheRangeAndNoFurther() {
    Background<Boolean> sent = Background.run(() -> connection.writer.send(pattern, 0, MEBIBYTE));
    assertEquals(MEBIBYTE, connection.reader.receive(range, connection.received));
    sent.result();
    assertEquals(-1, pattern.mismatch(content()));
    MemorySegment around = Bytes.room(1);
    FileIo.pread(memfd, ODD - 1, around);
    FileIo.pread(memfd, ODD + MEBIBYTE, around);
    assertEquals("\0", Bytes.text(around, 1));
  }

  @Test
  void aPeerThatStopsHalfwayIsNotWaitedForWithoutEnd() {
    connection.sockets.second().receiveTimeout(Duration.ofMillis(20));
    connection.send("ab");
    assertEquals(2, connection.reader.receive(range, connection.received));
    assertEquals(
        SocketReader.NOTHING_YET, connection.reader.receive(range.from(2), connection.received));

    connection.send("cd");
    connection.sockets.first().shutdown();
    assertEquals(2, connection.reader.receive(range.from(2), connection.received));
    assertEquals(
        SocketReader.END_OF_STREAM, connection.reader.receive(range.from(4), connection.received));
    assertEquals("abcd", Bytes.text(content(), 4));
  }

  @Test
  void descriptorsOfALaterMessageEndAReceive() {
    connection.send("ab");
    connection.writer.send(Bytes.of("cd"), 0, 2, List.of(memfd));
    connection.send("ef");
    assertEquals(4, connection.reader.receive(range, connection.received));
    connection.received.take().forEach(Descriptor::close);
    assertEquals("abcd", Bytes.text(content(), 4));
    assertEquals("ef", connection.receive());
  }

  @Test
  void pagesAreThereOnceWrittenAndLookingFillsNone() {
    ResidentPages pages = new ResidentPages();
    assertFalse(pages.all(range));
    FileIo.pwrite(memfd, ODD, pattern.asSlice(0, MEBIBYTE / 2));
    assertFalse(pages.all(range));
    assertTrue(pages.all(new FileRange(file, ODD, MEBIBYTE / 2)));
    assertTrue(Memfd.allocatedBytes(memfd) <= MEBIBYTE / 2 + 8192);
    FileIo.pwrite(memfd, ODD, pattern);
    assertTrue(pages.all(range));
  }

  /** What is not asked again shows where the file has lost its pages meanwhile. */
  @Test
  void aStretchThatGrewIsNotLookedAtAgainAndAnotherIs() {
    FileIo.pwrite(memfd, 0, pattern.asSlice(0, 16384));
    FileIo.pwrite(memfd, 65536, pattern.asSlice(0, 4096));
    ResidentPages pages = new ResidentPages();
    assertTrue(pages.all(new FileRange(file, 4096, 4096)));
    assertTrue(pages.all(new FileRange(file, 8192, 8192)));
    assertTrue(pages.all(new FileRange(file, 0, 4096)));
    Memfd.punchHole(memfd, 0, 16384);
    assertTrue(pages.all(new FileRange(file, 0, 16384)));
    assertFalse(pages.all(new FileRange(file, 0, 16385)));
    assertTrue(pages.all(new FileRange(file, 65536, 4096)));
    assertFalse(pages.all(new FileRange(file, 0, 16384)));
  }

  @Test
  void aFileThatBecameSmallerEndsATransferAndNotTheProcess() {
    FileIo.pwrite(memfd, ODD, pattern);
    file.hold();
    file.window();
    file.release();
    MemoryCalls.ftruncate(memfd.number(), 4096);
    assertEquals("EFAULT", fault(() -> connection.writer.send(Bytes.of("x"), 1, range)));
    connection.sockets.first().shutdown();
    try (Connection next = new Connection()) {
      next.send("for the range");
      assertEquals("EFAULT", fault(() -> next.reader.receive(range, next.received)));
    }
    assertEquals("EFAULT", fault(() -> range.copyFrom(pattern, 0, MEBIBYTE)));
    assertFalse(new ResidentPages().all(range));
  }

  private static String fault(org.junit.jupiter.api.function.Executable transfer) {
    return assertThrows(LinuxException.class, transfer).errnoName();
  }

  @Test
  void aFileThatIsClosedDuringAReceiveStaysUntilItEnds() {
    Background<Integer> received =
        Background.call(() -> connection.reader.receive(range, connection.received));
    received.awaitIn("SocketCalls", "recvmsg");
    file.close();
    connection.send("late");
    connection.sockets.first().shutdown();
    assertEquals(4, received.result());
    assertThrows(IllegalStateException.class, () -> range.copyFrom(pattern, 0, 1));
  }

  @Test
  void allViewsOfAFileShareOneMappingWhichGoesWithTheFile() {
    SharedFile view = file.behind(new MappingGate());
    MemorySegment window = view.window();
    assertEquals(window.address(), file.window().address());
    file.close();
    assertFalse(window.scope().isAlive());
  }

  /** A plugin has a view. */
  @Test
  void aViewClosesNothing() {
    SharedFile view = file.behind(new MappingGate());
    view.close();
    assertTrue(file.window().scope().isAlive());
    assertFalse(memfd.isClosed());
  }

  @Test
  void aRangeOutsideOfItsFileCannotBeMade() {
    assertThrows(IndexOutOfBoundsException.class, () -> new FileRange(file, 2 * MEBIBYTE - 4, 5));
  }
}
