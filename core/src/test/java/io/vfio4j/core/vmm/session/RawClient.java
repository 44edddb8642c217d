package io.vfio4j.core.vmm.session;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.PeerGone;
import io.vfio4j.core.linux.ReceivedDescriptors;
import io.vfio4j.core.linux.SocketReader;
import io.vfio4j.core.linux.SocketWriter;
import io.vfio4j.core.linux.UnixSocket;
import io.vfio4j.core.vmm.protocol.Command;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The other end of a connection, which may say anything. */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int HEADER = 16;

  private final UnixSocket socket;
  private final SocketReader reader;
  private final SocketWriter writer;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment out = arena.allocate(2 << 20);
  private final MemorySegment in = arena.allocate(2 << 20);
  private int nextId = 1;

  RawClient(UnixSocket socket) {
    this.socket = socket;
    this.reader = new SocketReader(socket);
    this.writer = new SocketWriter(socket, PATIENCE);
  }

  static RawClient connect(Path path) {
    return new RawClient(UnixSocket.connect(path));
  }

  /** What came. */
  record Message(int id, int command, int flags, int error, byte[] payload, List<Descriptor> fds)
      implements AutoCloseable {

    ByteBuffer view() {
      return Bytes.view(payload);
    }

    @Override
    public void close() {
      fds.forEach(Descriptor::close);
    }
  }

  void send(byte[] message, Descriptor... descriptors) {
    MemorySegment.copy(message, 0, out, JAVA_BYTE, 0, message.length);
    writer.send(out, 0, message.length, List.of(descriptors));
  }

  /** Sends this end of the connection as a descriptor and has no other, as when a process dies. */
  void sendOwnEndAndVanish(byte[] message) {
    send(message, socket.descriptor());
    socket.descriptor().close();
  }

  /** Whether it could be sent: a server may have closed already. */
  boolean trySend(byte[] message, Descriptor... descriptors) {
    try {
      send(message, descriptors);
      return true;
    } catch (PeerGone e) {
      return false;
    }
  }

  /** The next message; empty at the end of the stream. */
  Optional<Message> receive() {
    List<Descriptor> descriptors = new ArrayList<>();
    if (!receiveTo(0, HEADER, descriptors)) {
      return Optional.empty();
    }
    ByteBuffer head = in.asSlice(0, HEADER).asByteBuffer().order(ByteOrder.nativeOrder());
    int size = head.getInt(4);
    assertTrue(receiveTo(HEADER, size, descriptors), "the stream ends inside a message");
    return Optional.of(
        new Message(
            Short.toUnsignedInt(head.getShort(0)),
            Short.toUnsignedInt(head.getShort(2)),
            head.getInt(8),
            head.getInt(12),
            in.asSlice(HEADER, size - HEADER).toArray(JAVA_BYTE),
            descriptors));
  }

  private boolean receiveTo(long from, long to, List<Descriptor> descriptors) {
    long at = from;
    while (at < to) {
      assertTrue(reader.awaitReadable(PATIENCE), "the server says nothing");
      ReceivedDescriptors came = new ReceivedDescriptors();
      int count = reader.receive(in, at, to - at, came);
      if (count == SocketReader.END_OF_STREAM) {
        return false;
      }
      descriptors.addAll(came.take());
      at += count;
    }
    return true;
  }

  int post(int command, byte[] payload, Descriptor... descriptors) {
    int id = nextId++ & 0xffff;
    send(Messages.message(id, command, Messages.REQUEST, payload), descriptors);
    return id;
  }

  /** Sends a request and gives its reply. */
  Message ask(int command, byte[] payload, Descriptor... descriptors) {
    int id = post(command, payload, descriptors);
    Message reply = receive().orElseThrow(() -> new AssertionError("closed instead of a reply"));
    assertEquals(id, reply.id(), "the reply's id");
    assertEquals(command, reply.command(), "the reply's command");
    return reply;
  }

  /** Sends a request that must succeed and gives the reply's payload. */
  ByteBuffer done(int command, byte[] payload, Descriptor... descriptors) {
    try (Message reply = ask(command, payload, descriptors)) {
      assertEquals(0, reply.error(), "errno of command " + command);
      assertEquals(Messages.REPLY, reply.flags(), "flags of the reply to command " + command);
      return reply.view();
    }
  }

  /** Sends a request that must fail and gives the errno. */
  int refused(int command, byte[] payload, Descriptor... descriptors) {
    try (Message reply = ask(command, payload, descriptors)) {
      assertEquals(Messages.FAILED, reply.flags(), "flags of the reply to command " + command);
      assertEquals(0, reply.payload().length, "an error reply is a header alone");
      return reply.error();
    }
  }

  RawClient negotiated() {
    done(Command.VERSION, Messages.qemuVersion());
    return this;
  }

  void assertClosed() {
    assertTrue(receive().isEmpty(), "the connection is still open");
  }

  /** Ends the connection, as the end of the client's process would. */
  void leave() {
    socket.close();
  }

  @Override
  public void close() {
    leave();
    arena.close();
  }
}
