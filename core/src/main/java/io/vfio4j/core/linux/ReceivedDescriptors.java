package io.vfio4j.core.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * The descriptors that came with one receive, in the order of the sender; used again and again.
 *
 * <p>They belong to this until taken. The next receive into the same object closes what was left,
 * and so does {@link #close}, after which the object can still be used.
 */
public final class ReceivedDescriptors implements AutoCloseable {
  /** struct linger { int l_onoff; int l_linger; }, off. */
  private static final MemorySegment NO_LINGER = Arena.global().allocate(8, Integer.BYTES);

  private final List<Descriptor> descriptors = new ArrayList<>();
  private boolean lost;

  /** Empty, to be filled by a {@link SocketReader}. */
  public ReceivedDescriptors() {}

  /** How many there are; zero once taken. */
  public int count() {
    return descriptors.size();
  }

  /**
   * Whether the kernel dropped descriptors, as when this process may open no more, or a socket was
   * among them. Those that did arrive are closed already; the connection cannot be trusted any
   * more.
   *
   * <p>No message has a use for a socket, and to keep one is to be had by the client: its own end
   * of the connection, kept here, would never end.
   */
  public boolean lost() {
    return lost;
  }

  /** Hands all of them over: the caller closes them from now on. */
  public List<Descriptor> take() {
    if (descriptors.isEmpty()) {
      return List.of();
    }
    List<Descriptor> taken = List.copyOf(descriptors);
    descriptors.clear();
    return taken;
  }

  void fill(SocketMessage message) {
    int count = message.receivedCount();
    boolean sockets = false;
    for (int i = 0; i < count; i++) {
      Descriptor descriptor = Descriptor.own("recvmsg", message.descriptor(i));
      descriptors.add(descriptor);
      sockets |= isSocketAndEndsAtOnce(descriptor);
    }
    if (sockets || message.controlTruncated()) {
      close();
      lost = true;
    }
  }

  /** A socket's owner can have its close wait for a peer that does not read. */
  private static boolean isSocketAndEndsAtOnce(Descriptor descriptor) {
    return SocketCalls.setOption(descriptor.number(), SocketCalls.SO_LINGER, NO_LINGER) == 0;
  }

  @Override
  public void close() {
    for (int i = 0; i < descriptors.size(); i++) {
      descriptors.get(i).close();
    }
    descriptors.clear();
    lost = false;
  }
}
