package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Readiness by CXL's own register, the low half of the first range's size:
 *
 * <pre>
 *          31          16 15    13 12              2     1       0
 *         +--------------+--------+----------------+--------+-------+
 *   +0x1c |              |  code  |                | active | valid |  DVSEC vendor 0x1e98, id 0
 *         +--------------+--------+----------------+--------+-------+
 * </pre>
 *
 * <p>{@code valid} has to come within a second; then {@code code} says how long {@code active} may
 * take: 1, 4, 16, 64 or 256 seconds.
 *
 * @param context the function
 * @param dvsec where the DVSEC is in config space
 */
record CxlMemoryStatus(DeviceContext context, int dvsec) implements MemoryStatus {
  static final int VENDOR = 0x1e98;
  static final int DVSEC_ID = 0;

  private static final int STATUS = 0x1c;
  private static final int VALID = 1;
  private static final int ACTIVE = 1 << 1;
  private static final int CODE_SHIFT = 13;
  private static final int CODE_MASK = 0x7;
  private static final int CODE_MAX = 4;

  @Override
  public Look look() {
    int status = context.configRead(dvsec + STATUS, Integer.BYTES);
    if (status == -1) {
      throw new VfioException(
          Errno.ENODEV,
          "the GPU is gone: its CXL status at 0x%x reads all ones; see whether the host lost its"
                  .formatted(dvsec + STATUS)
              + " link");
    }
    boolean valid = (status & VALID) != 0;
    return new Look(
        valid && (status & ACTIVE) != 0,
        valid ? Optional.of(allowed(status)) : Optional.empty(),
        "the CXL status at 0x%x reads 0x%x, bits 0 (valid) and 1 (active) should be set"
            .formatted(dvsec + STATUS, status));
  }

  private static Duration allowed(int status) {
    int code = Math.min((status >>> CODE_SHIFT) & CODE_MASK, CODE_MAX);
    return Duration.ofSeconds(1L << (2 * code));
  }

  @Override
  public List<Register> registers() {
    return List.of(
        new Register(RegionIndex.CONFIG, dvsec + STATUS, Integer.BYTES, "CXL_RANGE1_SIZE_LOW"));
  }

  @Override
  public boolean inMemorySpace() {
    return false;
  }
}
