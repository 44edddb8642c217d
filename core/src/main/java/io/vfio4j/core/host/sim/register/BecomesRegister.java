package io.vfio4j.core.host.sim.register;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What hardware says that takes its time after a reset. Time is counted in reads, since a host has
 * no clock of its own: a driver that looks once a second makes it seconds.
 */
final class BecomesRegister implements RegisterBlock {
  private final int before;
  private final int value;
  private final int reads;
  private final AtomicInteger left;

  /**
   * A register as after a reset.
   *
   * @param before what it holds at first
   * @param value what it becomes
   * @param reads how many reads show {@code before}
   */
  BecomesRegister(int before, int value, int reads) {
    this.before = before;
    this.value = value;
    this.reads = reads;
    this.left = new AtomicInteger(reads);
  }

  @Override
  public int read(int at) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0 ? before : value;
  }

  @Override
  public void write(int at, int ignored) {}

  @Override
  public void reset() {
    left.set(reads);
  }
}
