package io.vfio4j.testkit;

import io.vfio4j.api.irq.EventNotifier;

/**
 * An eventfd that knows how often the device signalled it.
 *
 * @since 0.1
 */
public interface CountingNotifier extends EventNotifier {

  /** How often the device has signalled it so far. */
  int signals();

  /** Whether its owner closed it; not to be asked of one that went over a socket. */
  boolean closed();
}
