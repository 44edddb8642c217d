package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SocketStreamTest {
  private static final int MEBIBYTE = 1 << 20;

  private final Connection connection = new Connection();

  @AfterEach
  void disconnect() {
    connection.close();
  }

  private MemorySegment receiveAll(int size) {
    MemorySegment all = Bytes.room(size);
    for (int done = 0; done < size; ) {
      int count = connection.reader.receive(all, done, size - done, connection.received);
      assertTrue(count > 0, "ended after " + done);
      done += count;
    }
    return all;
  }

  @Test
  void aMessageLargerThanTheSocketBufferArrivesWhole() {
    connection.sockets.first().sendBuffer(8192);
    MemorySegment sent = Bytes.pattern(MEBIBYTE);
    Background<MemorySegment> received = Background.call(() -> receiveAll(MEBIBYTE));
    connection.writer.send(sent, 0, MEBIBYTE);
    assertEquals(-1, sent.mismatch(received.result()));
  }

  @Test
  void messagesOfSeveralThreadsDoNotMix() {
    connection.sockets.first().sendBuffer(4096);
    int size = 100_000;
    MemorySegment ones = Bytes.room(size).fill((byte) 1);
    MemorySegment twos = Bytes.room(size).fill((byte) 2);
    Background<MemorySegment> received = Background.call(() -> receiveAll(2 * size));
    Background<Boolean> other = Background.run(() -> connection.writer.send(twos, 0, size));
    connection.writer.send(ones, 0, size);
    other.result();
    MemorySegment first = received.result().asSlice(0, size);
    assertTrue(first.mismatch(ones) == -1 || first.mismatch(twos) == -1);
  }

  @Test
  void theOtherEndsCloseIsTheEndOfTheStream() {
    connection.send("last");
    connection.sockets.first().close();
    assertEquals("last", connection.receive());
    assertEquals("", connection.receive());
  }

  @Test
  void aPeerThatClosesWithUnreadBytesIsTheEndOfTheStreamToo() {
    SocketWriter back = new SocketWriter(connection.sockets.second(), Duration.ofSeconds(1));
    back.send(Bytes.of("never read"), 0, 10);
    connection.sockets.first().close();
    assertEquals("", connection.receive());
  }

  @Test
  void sendingToAPeerThatIsGoneSaysSoWithoutAStackTrace() {
    connection.sockets.second().close();
    PeerGone gone = assertThrows(PeerGone.class, () -> connection.send("x"));
    assertEquals("EPIPE", gone.errnoName());
    assertEquals(0, gone.getStackTrace().length);
  }

  @Test
  void aPeerThatNeverReadsIsGivenUp() {
    SocketWriter impatient = new SocketWriter(connection.sockets.first(), Duration.ofMillis(50));
    MemorySegment large = Bytes.room(4 * MEBIBYTE);
    PeerGone gone = assertThrows(PeerGone.class, () -> impatient.send(large, 0, large.byteSize()));
    assertEquals("ETIMEDOUT", gone.errnoName());
  }

  @Test
  void shutdownWakesAReceive() {
    Background<String> received = Background.call(connection::receive);
    connection.sockets.second().shutdown();
    assertEquals("", received.result());
  }

  @Test
  void closeWakesAReceiveAndTheNumberLivesUntilItReturns() {
    Background<String> received = Background.call(connection::receive);
    received.awaitIn("SocketCalls", "recvmsg");
    connection.sockets.second().close();
    assertEquals("", received.result());
    assertThrows(IllegalStateException.class, connection::receive);
  }

  @Test
  void shutdownWakesASendThatWaitsForItsPeer() {
    MemorySegment large = Bytes.room(4 * MEBIBYTE);
    Background<Boolean> sent =
        Background.run(() -> connection.writer.send(large, 0, large.byteSize()));
    sent.awaitIn("EventCalls", "poll");
    connection.sockets.first().shutdown();
    assertThrows(PeerGone.class, sent::result);
  }

  @Test
  void receiveNowDoesNotWait() {
    assertEquals(SocketReader.NOTHING_YET, receiveNow());
    assertFalse(connection.reader.awaitReadable(Duration.ofMillis(1)));
    connection.send("now");
    assertTrue(connection.reader.awaitReadable(Duration.ofSeconds(10)));
    assertEquals(3, receiveNow());
    connection.sockets.first().close();
    assertTrue(connection.reader.awaitReadable(Duration.ofSeconds(10)));
    assertEquals(SocketReader.END_OF_STREAM, receiveNow());
  }

  private int receiveNow() {
    return connection.reader.receiveNow(connection.room, 0, 100, connection.received);
  }

  @Test
  void onlyTheGivenPartOfTheBufferIsWritten() {
    connection.room.fill((byte) '.');
    connection.send("0123456789");
    assertEquals(4, connection.reader.receive(connection.room, 3, 4, connection.received));
    assertEquals("...0123...", Bytes.text(connection.room, 10));
  }

  @Test
  void segmentsThatTheKernelMustNotSeeAreRefused() {
    MemorySegment onHeap = MemorySegment.ofArray(new byte[8]);
    assertThrows(IllegalArgumentException.class, () -> connection.writer.send(onHeap, 0, 8));
    MemorySegment small = Bytes.room(8);
    assertThrows(IndexOutOfBoundsException.class, () -> connection.writer.send(small, 1, 8));
    assertThrows(IndexOutOfBoundsException.class, () -> connection.writer.send(small, -1, 2));
    assertThrows(IllegalArgumentException.class, () -> receiveInto(small.asReadOnly(), 8));
    assertThrows(IndexOutOfBoundsException.class, () -> receiveInto(small, 9));
    assertThrows(IllegalArgumentException.class, () -> receiveInto(small, 0));
    MemorySegment closed = closedSegment();
    assertThrows(IllegalStateException.class, () -> connection.writer.send(closed, 0, 8));
    connection.writer.send(small, 0, 8, List.of());
    assertEquals(8, connection.receive().length());
  }

  private static MemorySegment closedSegment() {
    try (Arena arena = Arena.ofShared()) {
      return arena.allocate(8);
    }
  }

  private int receiveInto(MemorySegment buffer, long length) {
    return connection.reader.receive(buffer, 0, length, connection.received);
  }
}
