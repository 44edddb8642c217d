package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;

/**
 * An eventfd that the VMM gave: opaque to plugins.
 *
 * <p>Implemented by the host. Has one owner, which closes it; see {@link
 * io.vfio4j.api.VfioDevice#setIrqs}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface EventNotifier extends AutoCloseable {

  /**
   * Adds one to its counter, which wakes the VMM: {@code eventfd_signal}. Any thread; never waits.
   * Does nothing after {@link #close()}.
   */
  void signal();

  /**
   * Runs a task each time the VMM signals it, on a thread that serves this device's eventfds: the
   * task must be short, and has the time limit of an operation. For SET_IRQS with EVENTFD and MASK
   * or UNMASK. What it throws is logged with the plugin's name, and ends nothing.
   *
   * @param task what to do; not run any more once {@link #close()} has returned
   */
  void watch(Runnable task);

  /** Closes it. More than once does no harm. */
  @Override
  void close();
}
