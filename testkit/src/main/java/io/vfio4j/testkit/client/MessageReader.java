package io.vfio4j.testkit.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.ReceivedDescriptors;
import io.vfio4j.core.linux.SocketReader;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the stream into messages. It never asks for more than the message it is at, so descriptors
 * that come belong to that one.
 */
final class MessageReader {
  private static final int CHUNK = 1 << 16;
  private static final int LARGEST = 16 << 20;
  private static final int MOST_DESCRIPTORS = 64;

  private final SocketReader socket;
  private final MemorySegment chunk = Arena.ofAuto().allocate(CHUNK);

  MessageReader(UnixSocket socket) {
    this.socket = new SocketReader(socket);
  }

  /** Waits for the next message; empty at the end of the stream. */
  Optional<Message> next() {
    List<Descriptor> descriptors = new ArrayList<>();
    try {
      Optional<Message> message = next(descriptors);
      if (message.isPresent()) {
        descriptors = List.of();
      }
      return message;
    } finally {
      descriptors.forEach(Descriptor::close);
    }
  }

  private Optional<Message> next(List<Descriptor> descriptors) {
    byte[] head = new byte[Message.HEADER];
    if (!fill(head, descriptors)) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int size = header.getInt(4);
    if (size < Message.HEADER || size > LARGEST) {
      throw new ConnectionLost("the server sent a message of size " + Integer.toUnsignedLong(size));
    }
    byte[] payload = new byte[size - Message.HEADER];
    if (!fill(payload, descriptors)) {
      throw new ConnectionLost("the stream ended within a message");
    }
    return Optional.of(
        new Message(
            header.getShort(0) & 0xffff,
            header.getShort(2) & 0xffff,
            header.getInt(8),
            header.getInt(12),
            ByteBuffer.wrap(payload).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN),
            List.copyOf(descriptors)));
  }

  private boolean fill(byte[] target, List<Descriptor> descriptors) {
    try (ReceivedDescriptors received = new ReceivedDescriptors()) {
      for (int at = 0; at < target.length; ) {
        int room = Math.min(CHUNK, target.length - at);
        int count = socket.receive(chunk, 0, room, received);
        if (count == SocketReader.END_OF_STREAM) {
          return false;
        }
        descriptors.addAll(received.take());
        if (descriptors.size() > MOST_DESCRIPTORS) {
          throw new ConnectionLost("the server sent too many descriptors with one message");
        }
        MemorySegment.copy(chunk, JAVA_BYTE, 0, target, at, count);
        at += count;
      }
      return true;
    }
  }
}
