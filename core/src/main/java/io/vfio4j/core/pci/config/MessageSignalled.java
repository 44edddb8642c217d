package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/**
 * The MSI capability. Bits 7 and 8 of its control register say which of the parts it has.
 *
 * <pre>
 *   id (5)            next             control                            +0
 *   address                                                               +4
 *   upper address                                       (64-bit only)     +8
 *   data                               reserved                           +8 or +12
 *   mask                                                (if maskable)     +12 or +16
 *   pending                                             (if maskable)     +16 or +20
 * </pre>
 *
 * <p>Address and data are the client's alone: a VMM turns them into eventfds. It cannot turn MSI on
 * here, that is SET_IRQS' business.
 */
final class MessageSignalled implements WriteRule {
  private static final int CONTROL = 2;
  private static final int ENABLE = 1;
  private static final int QUEUE_SIZE = 0x70;
  private static final int QUEUE_SIZE_SHIFT = 4;
  private static final int WIDE = 1 << 7;
  private static final int MASKABLE = 1 << 8;

  private final HostFunction function;
  private final ConfigBytes virtual;
  private final int start;
  private final InterruptControl interrupts;

  MessageSignalled(ConfigState base, int start, InterruptControl interrupts) {
    this.function = base.function();
    this.virtual = base.virtual();
    this.start = start;
    this.interrupts = interrupts;
  }

  static int length(int control) {
    return 10 + ((control & WIDE) != 0 ? 4 : 0) + ((control & MASKABLE) != 0 ? 10 : 0);
  }

  static int control(HostFunction function, int start) {
    return function.configRead(start + CONTROL, 2);
  }

  static ConfigMask mask(int control) {
    int wide = (control & WIDE) != 0 ? 4 : 0;
    ConfigMask mask =
        ConfigMask.capability(length(control))
            .byteAt(CONTROL, ConfigMask.ALL, ConfigMask.ALL)
            .dword(4, ConfigMask.ALL, ConfigMask.ALL)
            .word(8 + wide, ConfigMask.ALL, ConfigMask.ALL);
    if (wide != 0) {
      mask.dword(8, ConfigMask.ALL, ConfigMask.ALL);
    }
    if ((control & MASKABLE) != 0) {
      mask.dword(12 + wide, ConfigMask.NONE, ConfigMask.ALL);
      mask.dword(16 + wide, ConfigMask.NONE, ConfigMask.ALL);
    }
    return mask;
  }

  /** The kernel looks at the register after a write that ends just before it, too. */
  @Override
  public void written(int offset, int width, int value) {
    if (offset > CONTROL || offset + width < CONTROL) {
      return;
    }
    int control = virtual.get(start + CONTROL, 2);
    if (!interrupts.msiActive()) {
      control &= ~ENABLE;
    }
    int size = Math.min((control & QUEUE_SIZE) >> QUEUE_SIZE_SHIFT, interrupts.msiQueueSize());
    control = (control & ~QUEUE_SIZE) | size << QUEUE_SIZE_SHIFT;
    virtual.set(start + CONTROL, 2, control);
    function.configWrite(start + CONTROL, 2, control);
  }
}
