package io.vfio4j.core.host.acpi.aml;

import java.util.List;

/**
 * What follows an opcode.
 *
 * @param block whether its operands are within a block, which begins with its length
 * @param operands its operands
 */
record Shape(boolean block, List<Operand> operands) {

  static Shape of(Operand... operands) {
    return new Shape(false, List.of(operands));
  }

  static Shape blockOf(Operand... operands) {
    return new Shape(true, List.of(operands));
  }
}
