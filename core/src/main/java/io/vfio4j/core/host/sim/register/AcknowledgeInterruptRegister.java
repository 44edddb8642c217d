package io.vfio4j.core.host.sim.register;

import io.vfio4j.core.host.sim.irq.Interrupts;

/** A write of anything deasserts the pin; it reads 1 while the pin is asserted. */
record AcknowledgeInterruptRegister(Interrupts interrupts) implements RegisterBlock {

  @Override
  public int read(int at) {
    return interrupts.pinAsserted() ? 1 : 0;
  }

  @Override
  public void write(int at, int value) {
    interrupts.acknowledge();
  }
}
