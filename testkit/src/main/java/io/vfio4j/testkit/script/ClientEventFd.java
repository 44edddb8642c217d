package io.vfio4j.testkit.script;

import io.vfio4j.core.linux.EventFd;

/** An eventfd that went over a socket. */
record ClientEventFd(EventFd eventFd) implements ScriptEventFd {

  static ClientEventFd create() {
    return new ClientEventFd(EventFd.create());
  }

  @Override
  public long drain() {
    return eventFd.drain();
  }

  @Override
  public void signal() {
    eventFd.signal();
  }

  @Override
  public void close() {
    eventFd.close();
  }
}
