package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.transport.Connection;
import io.vfio4j.core.vmm.transport.FrameReader;
import io.vfio4j.core.vmm.transport.FrameReader.Arrival;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends random messages, in batches, and counts what comes back: exactly one reply for each request
 * that wants one.
 */
final class RandomClient implements AutoCloseable {
  private static final int BATCH = 100;
  private static final int BATCHES_OF_A_CONNECTION = 20;
  private static final int LONGEST_REPLY = 2 << 20;

  private final Supplier<UnixSocket> connect;
  private final RandomMessages messages;
  private final EventFd eventFd = EventFd.create();
  private final Descriptor memfd = Memfd.create("random", 4096);
  private final Header header = new Header();
  private long sent;
  private long awaited;
  private long replies;
  private long connections;

  RandomClient(Supplier<UnixSocket> connect, long seed) {
    this.connect = connect;
    this.messages = new RandomMessages(seed);
  }

  /** Sends at least so many, over as many connections as it takes. */
  void send(long count) {
    while (sent < count) {
      try (Connection connection = new Connection(connect.get(), Duration.ofSeconds(20));
          FrameReader frames = new FrameReader(connection, LONGEST_REPLY)) {
        talk(connection, frames, count);
      }
      connections++;
    }
  }

  private void talk(Connection connection, FrameReader frames, long count) {
    send(connection, Messages.message(1, Command.VERSION, 0, Messages.qemuVersion()));
    awaited++;
    for (int i = 0; i < BATCHES_OF_A_CONNECTION && sent < count; i++) {
      sendBatch(connection);
      drain(frames);
      assertEquals(awaited, replies, "one reply for each request");
    }
    if (messages.oneIn(2)) {
      send(connection, messages.last());
    }
  }

  private void sendBatch(Connection connection) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    for (int i = 0; i < BATCH; i++) {
      RandomMessages.Message message = messages.next();
      sent++;
      awaited += message.answered() ? 1 : 0;
      if (messages.oneIn(40)) {
        send(connection, batch.toByteArray());
        batch.reset();
        send(connection, message.bytes(), descriptors());
      } else {
        batch.writeBytes(message.bytes());
      }
    }
    byte[] mark = Messages.getInfo();
    batch.writeBytes(Messages.message(RandomMessages.MARK, Command.DEVICE_GET_INFO, 0, mark));
    awaited++;
    send(connection, batch.toByteArray());
  }

  private Descriptor[] descriptors() {
    Descriptor[] descriptors = new Descriptor[1 + messages.below(3)];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = messages.oneIn(2) ? eventFd.descriptor() : memfd;
    }
    return descriptors;
  }

  private static void send(Connection connection, byte[] bytes, Descriptor... descriptors) {
    if (bytes.length == 0) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(bytes.length);
      copy.copyFrom(MemorySegment.ofArray(bytes));
      connection.send(copy, bytes.length, List.of(descriptors));
    } catch (PeerGone e) {
      throw new AssertionError("the server closed without a reason", e);
    }
  }

  /** Until the answer to the mark. */
  private void drain(FrameReader frames) {
    do {
      assertEquals(Arrival.FRAME, frames.next(), "the server closed without a reason");
      header.wrap(frames.frame().buffer(), frames.frame().start(), Header.SIZE);
      assertTrue(header.reply(), "a reply");
      replies++;
    } while (header.id() != RandomMessages.MARK);
  }

  long sent() {
    return sent;
  }

  long replies() {
    return replies;
  }

  long connections() {
    return connections;
  }

  @Override
  public void close() {
    eventFd.close();
    memfd.close();
  }
}
