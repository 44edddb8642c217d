package io.vfio4j.core.pci.config;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import io.vfio4j.core.host.HostFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the registers of config space are called: those of the header by the names of
 * linux/pci_regs.h without their prefix, and the best known capabilities, each as one.
 */
public final class ConfigRegisters {
  private static final List<Register> HEADER =
      List.of(
          register(0x00, 2, "VENDOR_ID"),
          register(0x02, 2, "DEVICE_ID"),
          register(0x04, 2, "COMMAND"),
          register(0x06, 2, "STATUS"),
          register(0x08, 1, "REVISION_ID"),
          register(0x09, 3, "CLASS"),
          register(0x0c, 1, "CACHE_LINE_SIZE"),
          register(0x0d, 1, "LATENCY_TIMER"),
          register(0x0e, 1, "HEADER_TYPE"),
          register(0x0f, 1, "BIST"),
          register(0x10, 4, "BASE_ADDRESS_0"),
          register(0x14, 4, "BASE_ADDRESS_1"),
          register(0x18, 4, "BASE_ADDRESS_2"),
          register(0x1c, 4, "BASE_ADDRESS_3"),
          register(0x20, 4, "BASE_ADDRESS_4"),
          register(0x24, 4, "BASE_ADDRESS_5"),
          register(0x28, 4, "CARDBUS_CIS"),
          register(0x2c, 2, "SUBSYSTEM_VENDOR_ID"),
          register(0x2e, 2, "SUBSYSTEM_ID"),
          register(0x30, 4, "ROM_ADDRESS"),
          register(0x34, 1, "CAPABILITY_LIST"),
          register(0x3c, 1, "INTERRUPT_LINE"),
          register(0x3d, 1, "INTERRUPT_PIN"),
          register(0x3e, 1, "MIN_GNT"),
          register(0x3f, 1, "MAX_LAT"));

  private ConfigRegisters() {}

  private static Register register(int offset, int width, String name) {
    return new Register(RegionIndex.CONFIG, offset, width, name);
  }

  /** Those of a function. */
  public static List<Register> of(HostFunction function) {
    List<Register> registers = new ArrayList<>(HEADER);
    capability(function, StandardCapabilities.POWER_MANAGEMENT, "CAP_PM", registers);
    capability(function, StandardCapabilities.MSI, "CAP_MSI", registers);
    capability(function, StandardCapabilities.EXPRESS, "CAP_EXP", registers);
    capability(function, StandardCapabilities.MSIX, "CAP_MSIX", registers);
    return registers;
  }

  private static void capability(
      HostFunction function, int id, String name, List<Register> registers) {
    OptionalInt start = RawCapabilities.find(function, id);
    if (start.isPresent()) {
      int length = StandardCapabilities.length(function, id, start.getAsInt());
      registers.add(register(start.getAsInt(), length, name));
    }
  }
}
