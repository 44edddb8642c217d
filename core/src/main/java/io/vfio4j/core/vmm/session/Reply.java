package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.core.linux.AnonymousMemory;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.protocol.RegionAccess;
import io.vfio4j.core.vmm.protocol.View;
import io.vfio4j.core.vmm.transport.Connection;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply that is being made: a buffer with a header and a payload, sent as one message. Used
 * again for each; for one thread.
 */
final class Reply implements AutoCloseable {
  private static final long FIRST_CAPACITY = Header.SIZE + RegionAccess.DATA + DirectMemory.LEAST;

  private final Header header = new Header();
  private Arena arena = Arena.ofConfined();
  private MemorySegment bytes = AnonymousMemory.allocate(arena, FIRST_CAPACITY);
  private List<Descriptor> descriptors = List.of();
  private @Nullable FileRange body;

  /** Lays a message over a payload of {@code size} bytes. */
  void write(View message, long size) {
    makeRoom(Header.SIZE + size);
    message.overlay(bytes, Header.SIZE, size);
  }

  private void makeRoom(long size) {
    if (size > Limits.LONGEST_FRAME) {
      throw new IllegalArgumentException("a reply of " + size + " bytes");
    }
    if (size > bytes.byteSize()) {
      grow();
    }
  }

  /** The new arena lives as long as the reply, which closes it. */
  @SuppressWarnings("MustBeClosedChecker")
  private void grow() {
    arena.close();
    arena = Arena.ofConfined();
    bytes = AnonymousMemory.allocate(arena, Limits.LONGEST_FRAME);
  }

  /** Sends these bytes behind those that were written. */
  void append(FileRange bytes) {
    body = bytes;
  }

  /** Sends descriptors along, which are closed afterwards. */
  void attach(List<Descriptor> attached) {
    descriptors = attached;
  }

  /** Sends what was written. */
  void send(Connection connection, int id, int command, long payload) {
    header.overlay(bytes, 0, Header.SIZE);
    header.putReply(id, command, Header.SIZE + payload);
    FileRange appended = body;
    if (appended == null) {
      connection.send(bytes, Header.SIZE + payload, descriptors);
    } else {
      connection.send(bytes, Header.SIZE + payload - appended.length(), appended);
    }
  }

  /** Sends an error in place of what was written. */
  void sendError(Connection connection, int id, int command, Errno errno) {
    header.overlay(bytes, 0, Header.SIZE);
    header.putError(id, command, errno.number());
    connection.send(bytes, Header.SIZE, List.of());
  }

  /** Forgets what was written. */
  void discard() {
    for (int i = 0; i < descriptors.size(); i++) {
      descriptors.get(i).close();
    }
    descriptors = List.of();
    body = null;
  }

  @Override
  public void close() {
    arena.close();
  }
}
