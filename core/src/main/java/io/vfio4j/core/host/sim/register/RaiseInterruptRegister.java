package io.vfio4j.core.host.sim.register;

import io.vfio4j.core.host.sim.irq.Interrupts;

/** A write raises the vector that is written. */
record RaiseInterruptRegister(Interrupts interrupts) implements RegisterBlock {

  @Override
  public int read(int at) {
    return 0;
  }

  @Override
  public void write(int at, int value) {
    interrupts.raise(value);
  }
}
