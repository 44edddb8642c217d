package io.vfio4j.core.pci.config;

/**
 * Bytes 0x00 to 0x3f of a function's config space (header type 0): offsets, bits, and what is
 * virtual.
 *
 * <pre>
 *   +0                +1               +2                +3
 *   vendor id                          device id                          0x00
 *   command                            status                             0x04
 *   revision          class code                                          0x08
 *   cache line size   latency timer    header type       BIST             0x0c
 *   BAR 0 … BAR 5                                                         0x10 … 0x24
 *   CardBus CIS pointer                                                   0x28
 *   subsystem vendor                   subsystem                          0x2c
 *   expansion ROM                                                         0x30
 *   capabilities      reserved                                            0x34
 *   interrupt line    interrupt pin    min grant         max latency      0x3c
 * </pre>
 */
final class Header {
  static final int LENGTH = 0x40;
  static final int COMMAND = 0x04;
  static final int STATUS = 0x06;
  static final int CACHE_LINE_SIZE = 0x0c;
  static final int BARS = 0x10;
  static final int BARS_END = 0x28;
  static final int ROM = 0x30;
  static final int ROM_END = 0x34;
  static final int CAPABILITIES = 0x34;
  static final int INTERRUPT_LINE = 0x3c;
  static final int INTERRUPT_PIN = 0x3d;

  static final int COMMAND_IO = 1;
  static final int COMMAND_MEMORY = 1 << 1;
  static final int COMMAND_MASTER = 1 << 2;
  static final int COMMAND_INTX_DISABLE = 1 << 10;
  static final int STATUS_CAPABILITIES = 1 << 4;

  static final ConfigMask MASK =
      ConfigMask.of(LENGTH)
          .dword(0x00, ConfigMask.ALL, ConfigMask.NONE)
          .word(COMMAND, COMMAND_INTX_DISABLE, ConfigMask.ALL)
          .word(STATUS, STATUS_CAPABILITIES, ConfigMask.NONE)
          .word(CACHE_LINE_SIZE, ConfigMask.NONE, ConfigMask.ALL)
          .byteAt(0x0f, ConfigMask.NONE, ConfigMask.ALL)
          .dword(0x10, ConfigMask.ALL, ConfigMask.ALL)
          .dword(0x14, ConfigMask.ALL, ConfigMask.ALL)
          .dword(0x18, ConfigMask.ALL, ConfigMask.ALL)
          .dword(0x1c, ConfigMask.ALL, ConfigMask.ALL)
          .dword(0x20, ConfigMask.ALL, ConfigMask.ALL)
          .dword(0x24, ConfigMask.ALL, ConfigMask.ALL)
          .dword(ROM, ConfigMask.ALL, ConfigMask.ALL)
          .byteAt(CAPABILITIES, ConfigMask.ALL, ConfigMask.NONE)
          .byteAt(INTERRUPT_LINE, ConfigMask.ALL, ConfigMask.ALL)
          .byteAt(INTERRUPT_PIN, ConfigMask.ALL, ConfigMask.NONE);

  private Header() {}
}
