package io.vfio4j.core.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * The descriptors that came with one receive, in the order of the sender; used again and again.
 *
 * <p>They belong to this until taken. The next receive into the same object closes what was left,
 * and so does {@link #close}, after which the object can still be used.
 */
public final class ReceivedDescriptors implements AutoCloseable {
  private final List<Descriptor> descriptors = new ArrayList<>();
  private boolean truncated;

  /** Empty, to be filled by a {@link SocketReader}. */
  public ReceivedDescriptors() {}

  /** How many there are; zero once taken. */
  public int count() {
    return descriptors.size();
  }

  /**
   * Whether the kernel dropped descriptors, as when this process may open no more. Those that did
   * arrive are closed already; the connection cannot be trusted any more.
   */
  public boolean truncated() {
    return truncated;
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
    for (int i = 0; i < count; i++) {
      descriptors.add(Descriptor.own("recvmsg", message.descriptor(i)));
    }
    if (message.controlTruncated()) {
      close();
      truncated = true;
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < descriptors.size(); i++) {
      descriptors.get(i).close();
    }
    descriptors.clear();
    truncated = false;
  }
}
