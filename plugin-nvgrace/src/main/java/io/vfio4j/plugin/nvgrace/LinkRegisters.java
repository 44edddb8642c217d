package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.region.Register;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Readiness by two registers in BAR 0, each compared as a whole:
 *
 * <pre>
 *             31                                    0
 *            +---------------------------------------+
 *   +0x1498  |  0xff: the chip-to-chip link is up    |
 *            +---------------------------------------+
 *   +0x200bc |  0xff: the memory is trained          |
 *            +---------------------------------------+
 * </pre>
 */
record LinkRegisters(DeviceContext context) implements MemoryStatus {
  private static final int BAR = 0;
  private static final long LINK = 0x1498;
  private static final long TRAINING = 0x200bc;
  private static final long READY = 0xff;
  private static final Duration ALLOWED = Duration.ofSeconds(30);

  @Override
  public Look look() {
    long link = context.barRead(BAR, LINK, Integer.BYTES);
    long training = context.barRead(BAR, TRAINING, Integer.BYTES);
    return new Look(
        link == READY && training == READY,
        Optional.of(ALLOWED),
        "BAR 0 registers 0x%x (link) and 0x%x (training) read 0x%x and 0x%x, should be 0xff"
            .formatted(LINK, TRAINING, link, training));
  }

  @Override
  public List<Register> registers() {
    return List.of(
        new Register(BAR, LINK, Integer.BYTES, "C2C_LINK"),
        new Register(BAR, TRAINING, Integer.BYTES, "HBM_TRAINING"));
  }

  @Override
  public boolean inMemorySpace() {
    return true;
  }
}
