package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DescriptorPassingTest {
  private static final long PAGE = 4096;

  private final List<Descriptor> mine = new ArrayList<>();
  private long openBefore;
  private Connection connection;

  @BeforeEach
  void connect() throws IOException {
    openBefore = OpenDescriptors.count();
    connection = new Connection();
  }

  @AfterEach
  void nothingLeaks() throws IOException {
    connection.close();
    mine.forEach(Descriptor::close);
    assertEquals(openBefore, OpenDescriptors.count());
  }

  private Descriptor memfd(long size) {
    Descriptor memfd = Memfd.create("passing", size);
    mine.add(memfd);
    return memfd;
  }

  private List<Descriptor> take() {
    List<Descriptor> taken = connection.received.take();
    mine.addAll(taken);
    return taken;
  }

  @Test
  void theSameFileArrivesUnderANewNumber() throws IOException {
    Descriptor sent = memfd(3 * PAGE);
    connection.send("x", sent);
    assertEquals("x", connection.receive());
    Descriptor arrived = take().getFirst();
    assertEquals(3 * PAGE, arrived.size());
    sent.close();
    FileIo.pwrite(arrived, PAGE, Bytes.of("still open"));
    assertTrue(
        (FileCalls.fcntl(arrived.number(), FileCalls.F_GETFD, 0) & FileCalls.FD_CLOEXEC) != 0);
  }

  @Test
  void manyArriveInTheirOrder() {
    List<Descriptor> sent = new ArrayList<>();
    for (int i = 0; i < SocketMessage.MOST_DESCRIPTORS; i++) {
      sent.add(memfd(i * PAGE));
    }
    connection.writer.send(Bytes.of("many"), 0, 4, sent);
    assertEquals("many", connection.receive());
    assertEquals(253, connection.received.count());
    assertFalse(connection.received.lost());
    long[] sizes = take().stream().mapToLong(Descriptor::size).toArray();
    assertArrayEquals(sent.stream().mapToLong(Descriptor::size).toArray(), sizes);
  }

  @Test
  void bothWaysOnOneConnection() {
    SocketWriter back = new SocketWriter(connection.sockets.second(), Duration.ofSeconds(1));
    SocketReader atFirst = new SocketReader(connection.sockets.first());
    connection.send("there", memfd(PAGE));
    connection.receive();
    back.send(Bytes.of("back"), 0, 4, take());
    assertEquals(4, atFirst.receive(connection.room, 0, 100, connection.received));
    assertEquals(PAGE, take().getFirst().size());
  }

  /** The kernel glues bytes in front of a piece that carries descriptors, never behind it. */
  @Test
  void descriptorsBelongToTheLastMessageOfAReceive() {
    connection.send("A");
    connection.send("B", memfd(PAGE));
    connection.send("C");
    assertEquals("AB", connection.receive());
    assertEquals(1, connection.received.count());
    assertEquals("C", connection.receive());
    assertEquals(0, connection.received.count());
  }

  @Test
  void theyComeWithTheFirstByteOfAMessageThatIsReadInParts() {
    connection.send("header+body", memfd(PAGE));
    assertEquals(6, connection.reader.receive(connection.room, 0, 6, connection.received));
    assertEquals(1, take().size());
    assertEquals("+body", connection.receive());
    assertEquals(0, connection.received.count());
  }

  @Test
  void droppedOnesAreReportedAndTheRestClosed() throws IOException {
    SocketReader narrow = new SocketReader(connection.sockets.second(), 16);
    Descriptor file = memfd(PAGE);
    long before = OpenDescriptors.count();
    connection.writer.send(Bytes.of("x"), 0, 1, Collections.nCopies(20, file));
    assertEquals(1, narrow.receive(connection.room, 0, 10, connection.received));
    assertTrue(connection.received.lost());
    assertEquals(0, connection.received.count());
    assertEquals(before, OpenDescriptors.count());
    connection.send("y", file);
    narrow.receive(connection.room, 0, 10, connection.received);
    assertFalse(connection.received.lost());
    assertEquals(1, connection.received.count());
  }

  /** It could be the client's own end, which then would not end with the client. */
  @Test
  void aSocketIsNotKeptNorWhatCameWithIt() throws IOException {
    Descriptor file = memfd(PAGE);
    long before = OpenDescriptors.count();
    connection.send("x", file, connection.sockets.first().descriptor());
    connection.receive();
    assertTrue(connection.received.lost());
    assertEquals(0, connection.received.count());
    assertEquals(before, OpenDescriptors.count());
  }

  @Test
  void theNextReceiveClosesWhatNobodyTook() throws IOException {
    Descriptor file = memfd(PAGE);
    long before = OpenDescriptors.count();
    connection.send("x", file, file);
    connection.receive();
    assertEquals(before + 2, OpenDescriptors.count());
    connection.send("y");
    connection.receive();
    assertEquals(before, OpenDescriptors.count());
  }

  @Test
  void oneThatIsClosedIsNotSentAndTheOthersStayUsable() {
    Descriptor open = memfd(PAGE);
    Descriptor closed = memfd(PAGE);
    closed.close();
    assertThrows(IllegalStateException.class, () -> connection.send("x", open, closed));
    connection.send("y", open);
    assertEquals("y", connection.receive());
    assertEquals(1, connection.received.count());
  }

  @Test
  void moreThanTheKernelCarriesOrNoByteToCarryThemIsRefused() {
    Descriptor file = memfd(PAGE);
    List<Descriptor> tooMany = Collections.nCopies(254, file);
    assertThrows(
        IllegalArgumentException.class, () -> connection.writer.send(Bytes.of("x"), 0, 1, tooMany));
    assertThrows(
        IllegalArgumentException.class,
        () -> connection.writer.send(Bytes.of("x"), 0, 0, List.of(file)));
  }
}
