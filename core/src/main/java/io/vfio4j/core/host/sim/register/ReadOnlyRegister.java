package io.vfio4j.core.host.sim.register;

/** A constant. */
record ReadOnlyRegister(int value) implements RegisterBlock {

  @Override
  public int read(int at) {
    return value;
  }

  @Override
  public void write(int at, int ignored) {}
}
