package io.vfio4j.core.pci.config;

/**
 * The advanced error reporting capability: status, mask and severity are the hardware's, as far as
 * their bits are defined.
 */
final class ErrorReporting {
  static final int LENGTH = 0x2c;

  private static final int UNCORRECTABLE = 0x03fff031;
  private static final int CORRECTABLE = 0x0000f1c1;
  private static final int END_TO_END_CRC = 0x00000140;

  static final ConfigMask MASK =
      ConfigMask.extendedCapability(LENGTH)
          .dword(0x04, ConfigMask.NONE, UNCORRECTABLE)
          .dword(0x08, ConfigMask.NONE, UNCORRECTABLE)
          .dword(0x0c, ConfigMask.NONE, UNCORRECTABLE)
          .dword(0x10, ConfigMask.NONE, CORRECTABLE)
          .dword(0x14, ConfigMask.NONE, CORRECTABLE)
          .dword(0x18, ConfigMask.NONE, END_TO_END_CRC);

  private ErrorReporting() {}
}
