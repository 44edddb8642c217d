package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalInt;

/**
 * Whether the function decodes its memory space, as its client sees it in config space: COMMAND has
 * its bit 1 set, and power management does not say D3hot.
 */
final class MemoryDecoding {
  private static final int COMMAND = 0x04;
  private static final int MEMORY_SPACE = 1 << 1;
  private static final int POWER_MANAGEMENT = 0x01;
  private static final int POWER_STATE = 0x04;
  private static final int D3_HOT = 3;

  private final DeviceContext context;

  MemoryDecoding(DeviceContext context) {
    this.context = context;
  }

  /**
   * Checks it.
   *
   * @throws VfioException EIO if it is off
   */
  void require() {
    if ((register(COMMAND) & MEMORY_SPACE) == 0 || asleep()) {
      throw VfioException.refused(Errno.EIO, "memory space is off");
    }
  }

  private boolean asleep() {
    OptionalInt power = context.findCapability(POWER_MANAGEMENT);
    return power.isPresent() && (register(power.getAsInt() + POWER_STATE) & D3_HOT) == D3_HOT;
  }

  /** The low byte is enough for both. */
  private int register(int offset) {
    MemorySegment value = MemorySegment.ofArray(new byte[1]);
    context.core().read(RegionIndex.CONFIG, offset, value);
    return value.get(ValueLayout.JAVA_BYTE, 0);
  }
}
