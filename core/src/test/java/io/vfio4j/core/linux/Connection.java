package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;

/** Two sockets connected to each other: one sends, the other receives. */
final class Connection implements AutoCloseable {
  final UnixSocket.Pair sockets = UnixSocket.pair();
  final SocketWriter writer = new SocketWriter(sockets.first(), Duration.ofSeconds(10));
  final SocketReader reader = new SocketReader(sockets.second());
  final ReceivedDescriptors received = new ReceivedDescriptors();
  final MemorySegment room = Bytes.room(1 << 16);

  void send(String text, Descriptor... descriptors) {
    MemorySegment bytes = Bytes.of(text);
    writer.send(bytes, 0, bytes.byteSize(), List.of(descriptors));
  }

  /** What one receive gets; descriptors go to {@link #received}. */
  String receive() {
    int count = reader.receive(room, 0, room.byteSize(), received);
    return Bytes.text(room, count);
  }

  @Override
  public void close() {
    received.close();
    sockets.close();
  }
}
