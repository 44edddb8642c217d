package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Register;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What hardware says of its memory: whether it can be used yet. */
sealed interface MemoryStatus permits LinkRegisters, CxlMemoryStatus {

  /**
   * One look.
   *
   * @param ready whether memory can be used
   * @param allowed how long hardware may take from now on; empty as long as it does not say
   * @param seen what was read, for the operator
   */
  record Look(boolean ready, Optional<Duration> allowed, String seen) {}

  /** Newer parts have the registers of CXL in config space, the others two of NVIDIA's in BAR 0. */
  static MemoryStatus of(DeviceContext context) {
    OptionalInt dvsec = context.findDvsec(CxlMemoryStatus.VENDOR, CxlMemoryStatus.DVSEC_ID);
    return dvsec.isPresent()
        ? new CxlMemoryStatus(context, dvsec.getAsInt())
        : new LinkRegisters(context);
  }

  /**
   * Looks.
   *
   * @throws VfioException ENODEV if hardware is gone; what reading a register throws
   */
  Look look();

  /** What it looks at, by name. */
  List<Register> registers();

  /** Whether it can be read only while the function decodes its memory space. */
  boolean inMemorySpace();
}
