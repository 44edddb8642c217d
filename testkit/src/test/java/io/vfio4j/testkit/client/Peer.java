package io.vfio4j.testkit.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.ReceivedDescriptors;
import io.vfio4j.core.linux.SocketReader;
import io.vfio4j.core.linux.SocketWriter;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** The other end of a client's socket: bytes in and out, written as hexadecimal digits. */
final class Peer implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();
  private static final Duration GUARD = Duration.ofSeconds(10);

  private final UnixSocket socket;
  private final SocketReader reader;
  private final SocketWriter writer;

  Peer(UnixSocket socket) {
    this.socket = socket;
    this.reader = new SocketReader(socket);
    this.writer = new SocketWriter(socket, GUARD);
  }

  void send(String hex, Descriptor... descriptors) {
    byte[] bytes = bytes(hex);
    try (Arena arena = Arena.ofConfined()) {
      writer.send(arena.allocateFrom(JAVA_BYTE, bytes), 0, bytes.length, List.of(descriptors));
    }
  }

  static byte[] bytes(String hex) {
    return HEX.parseHex(hex.replaceAll("\\s", ""));
  }

  /** The next {@code count} bytes; descriptors that come with them are counted and closed. */
  Received receive(int count) {
    try (Arena arena = Arena.ofConfined();
        ReceivedDescriptors descriptors = new ReceivedDescriptors()) {
      MemorySegment buffer = arena.allocate(count);
      int came = 0;
      for (int at = 0; at < count; ) {
        if (!reader.awaitReadable(GUARD)) {
          throw new AssertionError("nothing came");
        }
        int received = reader.receive(buffer, at, count - at, descriptors);
        if (received == SocketReader.END_OF_STREAM) {
          throw new AssertionError("the client has closed after %d bytes".formatted(at));
        }
        at += received;
        came += descriptors.count();
      }
      return new Received(HEX.formatHex(buffer.toArray(JAVA_BYTE)), came);
    }
  }

  record Received(String hex, int descriptors) {}

  @Override
  public void close() {
    socket.close();
  }
}
