package io.vfio4j.distribution.demo;

/**
 * A BAR as config space shows it.
 *
 * @param index 0 to 5
 * @param size in bytes
 * @param io whether it is in I/O space
 * @param wide whether it takes two registers
 * @param prefetchable whether it is prefetchable memory
 */
record SizedBar(int index, long size, boolean io, boolean wide, boolean prefetchable) {

  String kind() {
    return io ? "I/O ports" : (wide ? "64-bit" : "32-bit") + (prefetchable ? " prefetchable" : "");
  }
}
