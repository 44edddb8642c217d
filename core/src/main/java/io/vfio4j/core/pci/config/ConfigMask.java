package io.vfio4j.core.pci.config;

/**
 * What each bit of a capability is, as data.
 *
 * <pre>
 *   virtual  writable
 *      0        0      read from hardware, writes ignored
 *      0        1      read from and written to hardware
 *      1        0      read from the virtual copy, writes ignored
 *      1        1      read from and written to the virtual copy
 * </pre>
 *
 * <p>A bit that no row names is the first of these.
 */
final class ConfigMask {
  static final int NONE = 0;
  static final int ALL = -1;

  private final ConfigBytes virtual;
  private final ConfigBytes writable;

  private ConfigMask(int length) {
    virtual = new ConfigBytes(length);
    writable = new ConfigBytes(length);
  }

  static ConfigMask of(int length) {
    return new ConfigMask(length);
  }

  /** A standard capability: its pointer to the next one is virtual, so that one can be hidden. */
  static ConfigMask capability(int length) {
    return of(length).byteAt(1, ALL, NONE);
  }

  /** An extended capability, whose id, version and pointer share a dword. */
  static ConfigMask extendedCapability(int length) {
    return of(length).dword(0, ALL, NONE);
  }

  ConfigMask byteAt(int offset, int virtualBits, int writableBits) {
    return row(offset, 1, virtualBits, writableBits);
  }

  ConfigMask word(int offset, int virtualBits, int writableBits) {
    return row(offset, 2, virtualBits, writableBits);
  }

  ConfigMask dword(int offset, int virtualBits, int writableBits) {
    return row(offset, 4, virtualBits, writableBits);
  }

  private ConfigMask row(int offset, int width, int virtualBits, int writableBits) {
    virtual.set(offset, width, virtualBits);
    writable.set(offset, width, writableBits);
    return this;
  }

  int length() {
    return virtual.length();
  }

  int virtual(int offset, int width) {
    return virtual.get(offset, width);
  }

  int writable(int offset, int width) {
    return writable.get(offset, width);
  }
}
