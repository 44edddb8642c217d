package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;

/**
 * Computes factorials modulo 2^32, on the device's worker, so that the guest's access returns at
 * once: the guest polls the status, or has itself interrupted.
 */
final class Factorial {
  static final int COMPUTING = 0x01;
  static final int INTERRUPT_WHEN_DONE = 0x80;
  static final int REASON = 0x001;

  private final DeviceContext context;
  private final InterruptStatus interrupts;
  private int value;
  private int flags;
  private int resets;

  Factorial(DeviceContext context, InterruptStatus interrupts) {
    this.context = context;
    this.interrupts = interrupts;
  }

  synchronized int value() {
    return value;
  }

  synchronized int status() {
    return flags;
  }

  synchronized void setStatus(int written) {
    flags = (flags & COMPUTING) | (written & INTERRUPT_WHEN_DONE);
  }

  /** Starts to compute; does nothing while it computes. */
  void start(int number) {
    int started;
    synchronized (this) {
      if ((flags & COMPUTING) != 0) {
        return;
      }
      value = number;
      flags |= COMPUTING;
      started = resets;
    }
    context.execute(() -> finish(started, of(number)));
  }

  /** Once the product is 0 it stays so: 2^32 numbers in a row would be a while. */
  static int of(int number) {
    int product = 1;
    for (int i = number; i != 0 && product != 0; i--) {
      product *= i;
    }
    return product;
  }

  /** What was started before a reset is of no interest any more. */
  private void finish(int started, int factorial) {
    boolean interrupt;
    synchronized (this) {
      if (started != resets) {
        return;
      }
      value = factorial;
      flags &= ~COMPUTING;
      interrupt = flags == INTERRUPT_WHEN_DONE;
    }
    if (interrupt) {
      interrupts.raise(REASON);
    }
  }

  synchronized void reset() {
    resets++;
    value = 0;
    flags = 0;
  }
}
