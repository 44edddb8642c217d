package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/** The capabilities of the first 256 bytes by their ids: how long they are, 0 if never shown. */
final class StandardCapabilities {
  static final int POWER_MANAGEMENT = 0x01;
  static final int AGP = 0x02;
  static final int VITAL_PRODUCT_DATA = 0x03;
  static final int MSI = 0x05;
  static final int PCI_X = 0x07;
  static final int HYPERTRANSPORT = 0x08;
  static final int VENDOR = 0x09;
  static final int EXPRESS = 0x10;
  static final int MSIX = 0x11;
  static final int SATA = 0x12;
  static final int ADVANCED_FEATURES = 0x13;

  private static final int AGP_LENGTH = 12;
  private static final int MSIX_LENGTH = 12;
  private static final int HYPERTRANSPORT_SHORT = 24;
  private static final int HYPERTRANSPORT_LONG = 28;
  private static final int SATA_LENGTH = 8;
  private static final int SATA_INLINE_LENGTH = 16;

  private StandardCapabilities() {}

  static int length(HostFunction function, int id, int start) {
    return switch (id) {
      case POWER_MANAGEMENT -> PowerManagement.LENGTH;
      case AGP -> AGP_LENGTH;
      case VITAL_PRODUCT_DATA -> VitalProductData.LENGTH;
      case MSI -> MessageSignalled.length(MessageSignalled.control(function, start));
      case PCI_X -> PciX.length(function, start);
      case HYPERTRANSPORT -> hyperTransportLength(function.configRead(start + 3, 1));
      case VENDOR -> function.configRead(start + 2, 1);
      case EXPRESS -> Express.length(function, start);
      case MSIX -> MSIX_LENGTH;
      case SATA -> sataLength(function, start);
      case ADVANCED_FEATURES -> AdvancedFeatures.LENGTH;
      default -> 0;
    };
  }

  /** Slave and host have the long form; their type is in three bits, all others' in five. */
  private static int hyperTransportLength(int type) {
    return (type & 0xe0) == 0 ? HYPERTRANSPORT_LONG : HYPERTRANSPORT_SHORT;
  }

  /** What does not end in config space is not asked for its long form. */
  private static int sataLength(HostFunction function, int start) {
    boolean inline =
        start + SATA_LENGTH <= function.configSize()
            && (function.configRead(start + 4, 1) & 0xf) == 0xf;
    return inline ? SATA_INLINE_LENGTH : SATA_LENGTH;
  }
}
