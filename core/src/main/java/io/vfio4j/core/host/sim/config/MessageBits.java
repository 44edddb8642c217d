package io.vfio4j.core.host.sim.config;

import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.sim.profile.CapabilityProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bits of MSI and MSI-X in config space that decide what is sent. */
final class MessageBits {
  private static final int ABSENT = 0;
  private static final int MSI_64_BIT = 0x80;
  private static final int MSI_MASKABLE = 0x100;

  private final ByteBuffer config;
  private final int msi;
  private final int msix;
  private final int msiMask;

  MessageBits(FunctionProfile function, byte[] values) {
    config = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    msi = offset(function, CapabilityProfile.MSI);
    msix = offset(function, CapabilityProfile.MSI_X);
    int control = msi == ABSENT ? 0 : config.getShort(msi + 2);
    int mask = msi + ((control & MSI_64_BIT) == 0 ? 12 : 16);
    msiMask = (control & MSI_MASKABLE) == 0 ? ABSENT : mask;
  }

  private static int offset(FunctionProfile function, int id) {
    return function.capability(id).map(CapabilityProfile::offset).orElse(ABSENT);
  }

  InterruptKind kind() {
    if (msix != ABSENT && (config.getShort(msix + 2) & 0x8000) != 0) {
      return InterruptKind.MSI_X;
    }
    boolean enabled = msi != ABSENT && (config.getShort(msi + 2) & 1) != 0;
    return enabled ? InterruptKind.MSI : InterruptKind.PIN;
  }

  boolean masked(InterruptKind kind, int vector) {
    return switch (kind) {
      case PIN -> false;
      case MSI -> msiMask != ABSENT && ((config.getInt(msiMask) >>> vector) & 1) != 0;
      case MSI_X -> (config.getShort(msix + 2) & 0x4000) != 0;
    };
  }

  /** Where the pending bits of MSI are; negative if there are none. */
  int msiPendingOffset() {
    return msiMask == ABSENT ? -Integer.BYTES : msiMask + Integer.BYTES;
  }

  boolean touchedBy(int offset, int width) {
    return overlaps(msi, offset, width)
        || overlaps(msix, offset, width)
        || overlaps(msiMask, offset, width);
  }

  private static boolean overlaps(int register, int offset, int width) {
    return register != ABSENT && offset < register + Integer.BYTES && register < offset + width;
  }
}
