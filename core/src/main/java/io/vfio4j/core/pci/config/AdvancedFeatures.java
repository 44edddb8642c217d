package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * The advanced features capability of conventional PCI: a function-level reset.
 *
 * <pre>
 *   id (0x13)         next             length            capabilities     +0
 *   control           status                                              +4
 * </pre>
 */
final class AdvancedFeatures implements WriteRule {
  static final int LENGTH = 6;

  private static final int CAPABILITIES = 3;
  private static final int CAPABLE_OF_RESET = 0x3;
  private static final int CONTROL = 4;
  private static final int RESET = 1;

  static final ConfigMask MASK = ConfigMask.capability(LENGTH).byteAt(CONTROL, RESET, RESET);

  private final HostFunction function;
  private final ConfigBytes virtual;
  private final int start;
  private final Runnable reset;

  AdvancedFeatures(ConfigState base, int start, Runnable reset) {
    this.function = base.function();
    this.virtual = base.virtual();
    this.start = start;
    this.reset = reset;
  }

  @Override
  public void written(int offset, int width, int value) {
    if ((virtual.get(start + CONTROL, 1) & RESET) == 0) {
      return;
    }
    virtual.change(start + CONTROL, 1, RESET, 0);
    int capabilities = function.configRead(start + CAPABILITIES, 1);
    if ((capabilities & CAPABLE_OF_RESET) == CAPABLE_OF_RESET) {
      reset.run();
    }
  }
}
