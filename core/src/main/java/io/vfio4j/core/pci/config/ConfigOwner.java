package io.vfio4j.core.pci.config;

/**
 * What stands behind some bytes of config space.
 *
 * <p>Accesses are of 1, 2 or 4 bytes, naturally aligned, and touch bytes of this owner only.
 */
interface ConfigOwner {

  /** The value, zero-extended. */
  int read(int position, int width);

  void write(int position, int width, int value);
}
