package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/** Bytes that belong to nothing we know: the hardware's own. */
record RawBytes(HostFunction function) implements ConfigOwner {

  @Override
  public int read(int position, int width) {
    return function.configRead(position, width);
  }

  @Override
  public void write(int position, int width, int value) {
    function.configWrite(position, width, value);
  }
}
