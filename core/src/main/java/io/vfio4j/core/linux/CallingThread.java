package io.vfio4j.core.linux;

/**
 * A daemon thread that makes system calls all the time, and has at hand what they need: to look
 * that up takes 40 of the 1,600 instructions of a small access ({@code docs/performance.md}).
 */
public final class CallingThread extends Thread {
  private final Scratch scratch = new Scratch();

  /** One to be started. */
  public CallingThread(String name, Runnable task) {
    super(task, name);
    setDaemon(true);
  }

  Scratch scratch() {
    return scratch;
  }
}
