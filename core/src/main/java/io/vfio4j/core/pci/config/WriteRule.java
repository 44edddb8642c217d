package io.vfio4j.core.pci.config;

/** What a write to a capability does beyond storing bits. */
@FunctionalInterface
interface WriteRule {
  /** Nothing. */
  WriteRule NONE = (offset, width, value) -> {};

  /**
   * The bits have been stored.
   *
   * @param offset from the capability's start
   * @param width 1, 2 or 4 bytes
   * @param value what was written, with the bits that were ignored
   */
  void written(int offset, int width, int value);

  /** Whether an access touches a byte. */
  static boolean touches(int offset, int width, int wanted) {
    return offset <= wanted && wanted < offset + width;
  }
}
