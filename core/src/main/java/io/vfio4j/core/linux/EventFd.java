package io.vfio4j.core.linux;

/** A counter that one side signals and the other waits for: interrupts travel this way. */
public final class EventFd implements AutoCloseable {
  private final Descriptor descriptor;

  private EventFd(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  public static EventFd create() {
    return new EventFd(Descriptor.own("eventfd", EventCalls.eventfd()));
  }

  /**
   * Takes over a received eventfd; the descriptor then belongs to this.
   *
   * @throws LinuxException with {@code EINVAL} when it is something else; it stays the caller's
   */
  public static EventFd adopt(Descriptor descriptor) {
    if (!descriptor.isEventFd()) {
      throw LinuxException.withoutStackTrace("eventfd", ErrnoTable.EINVAL, "not an eventfd");
    }
    return new EventFd(descriptor);
  }

  /**
   * Adds one. A counter that is full stays full: its reader has not taken the last signal yet.
   *
   * <p>Never waits for the reader, whatever the other owners of the same eventfd do to it. Only on
   * a host that forbids asynchronous I/O can one that means it make this wait.
   */
  public void signal() {
    int held = descriptor.hold();
    try {
      if (!KernelSignal.send(held)) {
        writeIfThereIsRoom(held);
      }
    } finally {
      descriptor.release();
    }
  }

  static void writeIfThereIsRoom(int held) {
    if (Readiness.now(held, EventCalls.POLLOUT)) {
      Scratch scratch = Scratch.ofThread();
      scratch.counter(1);
      long result = EventCalls.write(held, scratch.counterAddress(), Long.BYTES);
      if (result != -ErrnoTable.EAGAIN) {
        LinuxException.check("write", result);
      }
    }
  }

  /** Takes the count and sets it to zero; zero, without waiting, when nothing was signalled. */
  public long drain() {
    int held = descriptor.hold();
    try {
      Scratch scratch = Scratch.ofThread();
      long result = EventCalls.readNow(held, scratch.counterVector());
      if (result == -ErrnoTable.EAGAIN) {
        return 0;
      }
      LinuxException.check("preadv2", result);
      return scratch.counter();
    } finally {
      descriptor.release();
    }
  }

  /** The descriptor underneath, to be passed on; it still belongs to this. */
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
