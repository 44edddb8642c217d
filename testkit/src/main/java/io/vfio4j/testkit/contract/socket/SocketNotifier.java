package io.vfio4j.testkit.contract.socket;

import io.vfio4j.core.linux.EventFd;
import io.vfio4j.testkit.CountingNotifier;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An eventfd whose descriptor goes to the server; it is counted here. For one thread. */
final class SocketNotifier implements CountingNotifier {
  private static final long PATIENCE = Duration.ofMillis(200).toNanos();
  private static final long PAUSE = Duration.ofMillis(1).toNanos();

  private final EventFd eventFd = EventFd.create();
  private int signals;

  EventFd eventFd() {
    return eventFd;
  }

  @Override
  public void signal() {
    eventFd.signal();
  }

  @Override
  public void watch(Runnable task) {
    throw new UnsupportedOperationException("the server's process watches it, if anyone does");
  }

  /** Waits a little for the first: a server may signal after it has replied. */
  @Override
  public int signals() {
    long begin = System.nanoTime();
    signals += (int) eventFd.drain();
    while (signals == 0 && System.nanoTime() - begin < PATIENCE) {
      LockSupport.parkNanos(PAUSE);
      signals += (int) eventFd.drain();
    }
    return signals;
  }

  @Override
  public boolean closed() {
    throw new UnsupportedOperationException("the server's descriptor is not seen from here");
  }

  @Override
  public void close() {
    eventFd.close();
  }
}
