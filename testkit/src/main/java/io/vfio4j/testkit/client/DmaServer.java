package io.vfio4j.testkit.client;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Answers what a server asks of its client: to read and write the memory that was mapped. */
final class DmaServer {
  private final ClientMemory memory;
  private final DmaLayout layout;
  private final long largest;

  DmaServer(ClientMemory memory, DmaLayout layout, long largest) {
    this.memory = memory;
    this.layout = layout;
    this.largest = largest;
  }

  /** The reply to send, if the request wants one. */
  Optional<byte[]> serve(Message request) {
    byte[] reply;
    try {
      reply = Message.bytes(request.id(), request.command(), Message.REPLY, 0, answer(request));
    } catch (VfioException e) {
      int flags = Message.REPLY | Message.ERROR;
      int errno = e.errno().number();
      reply = Message.bytes(request.id(), request.command(), flags, errno, new byte[0]);
    }
    return (request.flags() & Message.NO_REPLY) == 0 ? Optional.of(reply) : Optional.empty();
  }

  private byte[] answer(Message request) {
    ByteBuffer payload = request.payload();
    if (request.command() != Command.DMA_READ && request.command() != Command.DMA_WRITE) {
      throw VfioException.refused(Errno.ENOSYS, "no such command");
    }
    if (payload.capacity() < DmaLayout.HEAD) {
      throw VfioException.refused(Errno.EINVAL, "too short");
    }
    long count = layout.count(payload);
    if (Long.compareUnsigned(count, largest) > 0) {
      throw VfioException.refused(Errno.E2BIG, "more than was agreed on");
    }
    byte[] bytes = new byte[Math.toIntExact(count)];
    return request.command() == Command.DMA_READ ? read(payload, bytes) : write(payload, bytes);
  }

  private byte[] read(ByteBuffer request, byte[] bytes) {
    memory.read(request.getLong(0), bytes);
    return layout.readReply(request, bytes);
  }

  private byte[] write(ByteBuffer request, byte[] bytes) {
    if (request.capacity() - layout.data() < bytes.length) {
      throw VfioException.refused(Errno.EINVAL, "less data than it says");
    }
    request.get(layout.data(), bytes);
    memory.write(request.getLong(0), bytes);
    return layout.writeReply(request);
  }
}
