package io.vfio4j.core.linux;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Sockets that nothing happens on, with one daemon thread for all of them: however many clients say
 * nothing, they cost no thread.
 *
 * <p>A few may have a thread each that sleeps in the kernel until something comes, without a time
 * limit: the kernel's timer for that would be set and taken back again with each message, 0.8 of 12
 * µs ({@code docs/performance.md}).
 */
public final class IdleSockets implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(IdleSockets.class.getName());

  private final ReadinessSet set = new ReadinessSet();
  private final EventFd wakeUp = EventFd.create();
  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
  private final Setback waitFailed = new Setback(LOG, "Sockets could not be waited for");
  private final Setback actionFailed = new Setback(LOG, "What was to be done for a socket failed");
  private final Semaphore sleepers;
  private volatile boolean closed;

  private record Waiting(Descriptor descriptor, Runnable action) {}

  /** Where no socket has a thread of its own. */
  public IdleSockets(String name) {
    this(name, 0);
  }

  /**
   * @param name of the thread
   * @param sleepers how many sockets may have a thread of their own that sleeps
   */
  public IdleSockets(String name, int sleepers) {
    this.sleepers = new Semaphore(sleepers);
    set.add(wakeUp.descriptor().number());
    Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /**
   * Runs an action, once, when there is something to receive on a socket, when a client can be
   * accepted, or when it was shut down; also if that is so already.
   *
   * <p>Until then the socket's descriptor stays open, so it has to be shut down before it is
   * closed, as {@link UnixSocket#close} does.
   *
   * @param action run on this object's thread, which it must not keep
   * @throws IllegalStateException if the socket is closed
   * @throws LinuxException if the kernel has no room for one more
   */
  public void whenReadable(UnixSocket socket, Runnable action) {
    Descriptor descriptor = socket.descriptor();
    int number = descriptor.hold();
    try {
      waiting.put(number, new Waiting(descriptor, action));
      set.add(number);
    } catch (RuntimeException | Error e) {
      waiting.remove(number);
      descriptor.release();
      throw e;
    }
  }

  /** Whether the calling thread may sleep for its socket; then {@link #wakeForGood} comes later. */
  public boolean maySleep() {
    return sleepers.tryAcquire();
  }

  /** A thread that might sleep does not any more, and another may. */
  public void wakeForGood() {
    sleepers.release();
  }

  private void run() {
    while (!closed) {
      try {
        turn();
      } catch (Throwable e) {
        // What is ready stays so, and comes again.
        waitFailed.bear(e);
      }
    }
    waiting.values().forEach(left -> left.descriptor().release());
    wakeUp.close();
    set.close();
  }

  private void turn() {
    int count = set.await();
    for (int i = 0; i < count && !closed; i++) {
      wake(set.ready(i));
    }
  }

  private void wake(Integer number) {
    Waiting woken = waiting.get(number);
    if (woken == null) {
      // The wake-up itself, which is left as it is: this comes to an end.
      return;
    }
    set.remove(number);
    waiting.remove(number);
    woken.descriptor().release();
    try {
      woken.action().run();
    } catch (Throwable e) {
      actionFailed.tell(e);
    }
  }

  /** Ends the thread; what was waited for does not happen any more. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      wakeUp.signal();
    }
  }
}
