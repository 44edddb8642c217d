package io.vfio4j.example.trace;

import io.vfio4j.api.region.Register;
import java.util.List;
import java.util.Optional;

/**
 * The wrapped device's names of registers.
 *
 * @param registers where two lie over each other, the earlier one is meant
 */
record Dictionary(List<Register> registers) {

  /**
   * What an access begins in, or else touches first: {@code C2C_LINK}, or {@code CAP_MSI+0x2} for
   * one that begins inside of a register.
   *
   * @param count how many bytes it has
   */
  Optional<String> name(int region, long offset, long count) {
    Optional<Register> begun = first(region, offset, 1);
    return begun.or(() -> first(region, offset, count)).map(register -> name(register, offset));
  }

  private Optional<Register> first(int region, long offset, long count) {
    return registers.stream()
        .filter(register -> register.overlaps(region, offset, count))
        .findFirst();
  }

  private static String name(Register register, long offset) {
    long inside = offset - register.offset();
    return inside > 0 ? register.name() + "+0x" + Long.toHexString(inside) : register.name();
  }
}
