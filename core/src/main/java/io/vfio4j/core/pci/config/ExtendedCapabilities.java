package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/** The capabilities from byte 0x100 on by their ids: how long they are, 0 if never shown. */
final class ExtendedCapabilities {
  static final int ERROR_REPORTING = 0x01;
  static final int POWER_BUDGETING = 0x04;
  static final int VENDOR = 0x0b;
  static final int DESIGNATED_VENDOR = 0x23;

  private ExtendedCapabilities() {}

  static int length(HostFunction function, int id, int start) {
    return switch (id) {
      case ERROR_REPORTING -> ErrorReporting.LENGTH;
      case 0x02, 0x08, 0x09 -> virtualChannel(function, start);
      case 0x03 -> 12;
      case POWER_BUDGETING -> PowerBudgeting.LENGTH;
      case VENDOR, DESIGNATED_VENDOR -> function.configRead(start + 4, 4) >>> 20;
      case 0x0d -> accessControl(function.configRead(start + 4, 2));
      case 0x0e, 0x0f, 0x18 -> 8;
      case 0x10 -> 0x40;
      case 0x12 -> 40;
      case 0x13 -> 16;
      case 0x15 -> 4 + 8 * (third(function, start) >> 5 & 0x7);
      case 0x16 -> 16 + (function.configRead(start + 4, 1) & 0x1f) + 1;
      case 0x17 -> processingHints(function.configRead(start + 4, 4));
      default -> 0;
    };
  }

  /** Arbitration phases take four bits each, in a table behind the channels, 16 bytes aligned. */
  private static int virtualChannel(HostFunction function, int start) {
    int channels = 1 + (function.configRead(start + 4, 4) & 0x7);
    int length = 0x10 + 12 * channels;
    int phases = Integer.highestOneBit(third(function, start) & 0xe);
    if (phases == 0) {
      return length;
    }
    return (length + 15 & ~15) + 16 * phases / 2;
  }

  /** The dword at offset 8; 0 where config space ends before it. */
  private static int third(HostFunction function, int start) {
    return start + 8 < function.configSize() ? function.configRead(start + 8, 4) : 0;
  }

  /** With egress control a bit for each function or port, in dwords; 0 stands for 256. */
  private static int accessControl(int capabilities) {
    if ((capabilities & 1 << 5) == 0) {
      return 8;
    }
    int bits = capabilities >> 8;
    return 8 + (bits == 0 ? 256 : bits + 31 & ~31) / 8;
  }

  /** The steering table may be in the capability, in the MSI-X table, or not there. */
  private static int processingHints(int capabilities) {
    boolean table = (capabilities >> 9 & 0x3) == 1;
    return table ? 12 + 2 * (capabilities >>> 16 & 0x7ff) + 2 : 12;
  }
}
