package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * What every owner of config bytes stands on.
 *
 * @param function the hardware
 * @param virtual the client's copy, made at open; for the bytes that somebody owns it began as the
 *     hardware's
 */
record ConfigState(HostFunction function, ConfigBytes virtual) {

  /** Copies hardware bytes to the virtual ones. */
  void fill(int start, int length) {
    int position = start;
    int end = start + length;
    while (position < end) {
      int width = position % 4 == 0 && end - position >= 4 ? 4 : 1;
      virtual.set(position, width, function.configRead(position, width));
      position += width;
    }
  }
}
