package io.vfio4j.core.vmm.transport;

import io.vfio4j.core.linux.Descriptor;
import java.util.List;

/**
 * Descriptors that have arrived ahead of the message they belong to.
 *
 * <p>There are never more than two sets: one for the message whose bytes are still coming, and one
 * for a message that began in the same receive as its end. A further set for the same message,
 * which only a client can send that wants us to run out of descriptors, is closed.
 */
final class DescriptorSets implements AutoCloseable {
  private static final long NOBODY = -1;

  private long firstOwner = NOBODY;
  private long secondOwner = NOBODY;
  private List<Descriptor> first = List.of();
  private List<Descriptor> second = List.of();

  /**
   * @param owner where in the stream the message begins
   */
  void add(long owner, List<Descriptor> set) {
    if (owner == firstOwner || owner == secondOwner) {
      closeAll(set);
    } else if (firstOwner == NOBODY) {
      firstOwner = owner;
      first = set;
    } else {
      secondOwner = owner;
      closeAll(second);
      second = set;
    }
  }

  List<Descriptor> take(long owner) {
    List<Descriptor> taken = List.of();
    if (owner == firstOwner) {
      taken = first;
      firstOwner = secondOwner;
      first = second;
      secondOwner = NOBODY;
      second = List.of();
    }
    return taken;
  }

  @Override
  public void close() {
    closeAll(first);
    closeAll(second);
    firstOwner = NOBODY;
    secondOwner = NOBODY;
    first = List.of();
    second = List.of();
  }

  static void closeAll(List<Descriptor> descriptors) {
    for (int i = 0; i < descriptors.size(); i++) {
      descriptors.get(i).close();
    }
  }
}
