package io.vfio4j.core.host.acpi.aml;

import static io.vfio4j.core.host.acpi.aml.Operand.BYTE;
import static io.vfio4j.core.host.acpi.aml.Operand.CONDITIONAL_STATEMENTS;
import static io.vfio4j.core.host.acpi.aml.Operand.DECLARED_NAME;
import static io.vfio4j.core.host.acpi.aml.Operand.FIELD_LIST;
import static io.vfio4j.core.host.acpi.aml.Operand.NAME;
import static io.vfio4j.core.host.acpi.aml.Operand.REST;
import static io.vfio4j.core.host.acpi.aml.Operand.TERM;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/**
 * What is passed over at the level where objects are declared, for nothing in it is needed but the
 * names (ACPI 6.5, sections 20.2.5.1 to 20.2.5.3).
 */
final class StatementShapes {
  private static final Map<Integer, Shape> SHAPES =
      Map.ofEntries(
          entry(0x06, Shape.of(NAME, DECLARED_NAME)), // Alias
          entry(0x8a, Shape.of(TERM, TERM, DECLARED_NAME)), // CreateDWordField
          entry(0x8b, Shape.of(TERM, TERM, DECLARED_NAME)), // CreateWordField
          entry(0x8c, Shape.of(TERM, TERM, DECLARED_NAME)), // CreateByteField
          entry(0x8d, Shape.of(TERM, TERM, DECLARED_NAME)), // CreateBitField
          entry(0x8f, Shape.of(TERM, TERM, DECLARED_NAME)), // CreateQWordField
          entry(0xa0, Shape.blockOf(CONDITIONAL_STATEMENTS)), // If
          entry(0xa1, Shape.blockOf(CONDITIONAL_STATEMENTS)), // Else
          entry(0xa2, Shape.blockOf(CONDITIONAL_STATEMENTS)), // While
          entry(0xa3, Shape.of()), // Noop
          entry(0x5b01, Shape.of(DECLARED_NAME, BYTE)), // Mutex
          entry(0x5b02, Shape.of(DECLARED_NAME)), // Event
          entry(0x5b13, Shape.of(TERM, TERM, TERM, DECLARED_NAME)), // CreateField
          entry(0x5b80, Shape.of(DECLARED_NAME, BYTE, TERM, TERM)), // OperationRegion
          entry(0x5b81, Shape.blockOf(NAME, BYTE, FIELD_LIST)), // Field
          entry(0x5b83, Shape.blockOf(DECLARED_NAME, REST)), // Processor
          entry(0x5b84, Shape.blockOf(DECLARED_NAME, REST)), // PowerResource
          entry(0x5b85, Shape.blockOf(DECLARED_NAME, REST)), // ThermalZone
          entry(0x5b86, Shape.blockOf(NAME, NAME, BYTE, FIELD_LIST)), // IndexField
          entry(0x5b87, Shape.blockOf(NAME, NAME, TERM, BYTE, FIELD_LIST)), // BankField
          entry(0x5b88, Shape.of(DECLARED_NAME, TERM, TERM, TERM))); // DataRegion

  private StatementShapes() {}

  static Optional<Shape> of(int opcode) {
    return Optional.ofNullable(SHAPES.get(opcode));
  }
}
