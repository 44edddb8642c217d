package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import java.util.OptionalInt;

/**
 * Whether this GPU's multi-instance mode (MIG) works while all its memory is mapped cached.
 *
 * <p>Where it does not, part of the memory has to be set apart as resmem and mapped uncached. The
 * hardware says so in a DVSEC of NVIDIA's, whatever its device id:
 *
 * <pre>
 *          15                              1   0
 *         +---------------------------------+-----+
 *   +0x0a |                                 | fix |   DVSEC vendor 0x10de, id 3
 *         +---------------------------------+-----+
 * </pre>
 */
final class MigFix {
  private static final int DVSEC_ID = 3;
  private static final int CAPABILITY_WORD = 0x0a;
  private static final int FIXED = 1;

  private MigFix() {}

  static boolean present(DeviceContext context) {
    OptionalInt dvsec = context.findDvsec(NvgraceIds.NVIDIA, DVSEC_ID);
    return dvsec.isPresent()
        && (context.configRead(dvsec.getAsInt() + CAPABILITY_WORD, Short.BYTES) & FIXED) != 0;
  }
}
