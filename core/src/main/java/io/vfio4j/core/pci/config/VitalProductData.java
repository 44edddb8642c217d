package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * The vital product data capability.
 *
 * <pre>
 *   id (3)            next             F |  address (15 bits)             +0
 *   data                                                                  +4
 * </pre>
 *
 * <p>Both registers are virtual. A write of F starts a transfer with the hardware's registers, and
 * F is turned over when it is done, which tells the client so.
 */
final class VitalProductData implements WriteRule {
  static final int LENGTH = 8;

  private static final int ADDRESS = 2;
  private static final int DATA = 4;
  private static final int F = 0x8000;

  /** How often the hardware is asked whether it is done, with the session's thread waiting. */
  private static final int PATIENCE = 1000;

  static final ConfigMask MASK =
      ConfigMask.capability(LENGTH)
          .word(ADDRESS, ConfigMask.ALL, ConfigMask.ALL)
          .dword(DATA, ConfigMask.ALL, ConfigMask.ALL);

  private final HostFunction function;
  private final ConfigBytes virtual;
  private final int start;

  VitalProductData(ConfigState base, int start) {
    this.function = base.function();
    this.virtual = base.virtual();
    this.start = start;
  }

  @Override
  public void written(int offset, int width, int value) {
    if (!WriteRule.touches(offset, width, ADDRESS + 1)) {
      return;
    }
    int address = virtual.get(start + ADDRESS, 2);
    boolean done = (address & F) != 0 ? store(address & ~F) : load(address);
    if (done) {
      virtual.set(start + ADDRESS, 2, address ^ F);
    }
  }

  /** The hardware writes dwords only. */
  private boolean store(int address) {
    if (address % 4 != 0) {
      return false;
    }
    function.configWrite(start + DATA, 4, virtual.get(start + DATA, 4));
    return transfer(address | F);
  }

  /** The hardware reads dwords only: one that straddles is put together from two. */
  private boolean load(int address) {
    int shift = 8 * (address % 4);
    int aligned = address & ~3;
    if (!transfer(aligned)) {
      return false;
    }
    int data = function.configRead(start + DATA, 4);
    if (shift != 0) {
      if (!transfer(aligned + 4 & ~F)) {
        return false;
      }
      data = data >>> shift | function.configRead(start + DATA, 4) << (32 - shift);
    }
    virtual.set(start + DATA, 4, data);
    return true;
  }

  private boolean transfer(int command) {
    function.configWrite(start + ADDRESS, 2, command);
    for (int i = 0; i < PATIENCE; i++) {
      if (((function.configRead(start + ADDRESS, 2) ^ command) & F) != 0) {
        return true;
      }
    }
    return false;
  }
}
