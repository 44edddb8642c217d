package io.vfio4j.core.pci.config;

/** The power budgeting capability: one byte of it is written. */
final class PowerBudgeting {
  static final int LENGTH = 16;

  static final ConfigMask MASK =
      ConfigMask.extendedCapability(LENGTH).byteAt(8, ConfigMask.NONE, ConfigMask.ALL);

  private PowerBudgeting() {}
}
