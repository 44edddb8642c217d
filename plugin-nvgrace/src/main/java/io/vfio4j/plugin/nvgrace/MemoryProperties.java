package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ProbeDeclined;

/**
 * What firmware says of the GPU's memory, in the function's {@code _DSD}.
 *
 * <p>Every Linux host that this runs on has 64-bit physical addresses and sizes, so a value that is
 * a property also fits; the kernel's checks for narrower ones have nothing to find here.
 *
 * @param base host physical address, unsigned
 * @param size in bytes, unsigned, not 0
 */
record MemoryProperties(long base, long size) {
  static final String BASE = "nvidia,gpu-mem-base-pa";
  static final String SIZE = "nvidia,gpu-mem-size";

  static MemoryProperties read(DeviceContext context) throws ProbeDeclined {
    long base = required(context, BASE);
    long size = required(context, SIZE);
    if (size == 0) {
      throw new ProbeDeclined(
          "ACPI property " + SIZE + " is 0: firmware reports the chip-to-chip link as down");
    }
    return new MemoryProperties(base, size);
  }

  private static long required(DeviceContext context, String property) throws ProbeDeclined {
    return context
        .property(property)
        .orElseThrow(() -> new ProbeDeclined("no integer ACPI property " + property));
  }
}
