package io.vfio4j.core.host.acpi.aml;

import static io.vfio4j.core.host.acpi.aml.Operand.BYTE;
import static io.vfio4j.core.host.acpi.aml.Operand.NAME;
import static io.vfio4j.core.host.acpi.aml.Operand.REST;
import static io.vfio4j.core.host.acpi.aml.Operand.SUPER_NAME;
import static io.vfio4j.core.host.acpi.aml.Operand.TARGET;
import static io.vfio4j.core.host.acpi.aml.Operand.TERM;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Expressions and constants, to be passed over (ACPI 6.5, sections 20.2.3 and 20.2.5.4). */
final class ExpressionShapes {
  private static final Map<Integer, Shape> SHAPES = new HashMap<>();

  static {
    // Zero, One, Ones; Revision, Timer; locals and arguments
    put(Shape.of(), 0x00, 0x01, 0xff, 0x5b30, 0x5b33);
    put(Shape.of(), 0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67);
    put(Shape.of(), 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e);
    // Byte, Word, DWord, QWord constants
    put(Shape.of(BYTE), 0x0a);
    put(Shape.of(Operand.WORD), 0x0b);
    put(Shape.of(Operand.WORD, Operand.WORD), 0x0c);
    put(Shape.of(Operand.WORD, Operand.WORD, Operand.WORD, Operand.WORD), 0x0e);
    // Buffer, Package, VarPackage
    put(Shape.blockOf(REST), 0x11, 0x12, 0x13);
    // Add, Concatenate, Subtract, Multiply, ShiftLeft, ShiftRight
    put(Shape.of(TERM, TERM, TARGET), 0x72, 0x73, 0x74, 0x77, 0x79, 0x7a);
    // And, NAnd, Or, NOr, XOr, ConcatenateResTemplate, Mod, Index, ToString
    put(Shape.of(TERM, TERM, TARGET), 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x84, 0x85, 0x88, 0x9c);
    put(Shape.of(TERM, TERM, TARGET, TARGET), 0x78); // Divide
    put(Shape.of(TERM, TERM, TERM, TARGET), 0x9e); // Mid
    put(Shape.of(TERM, BYTE, TERM, BYTE, TERM, TERM), 0x89); // Match
    // Not, FindSetLeftBit, FindSetRightBit, FromBCD, ToBCD
    put(Shape.of(TERM, TARGET), 0x80, 0x81, 0x82, 0x5b28, 0x5b29);
    // ToBuffer, ToDecimalString, ToHexString, ToInteger
    put(Shape.of(TERM, TARGET), 0x96, 0x97, 0x98, 0x99);
    put(Shape.of(TERM), 0x83, 0x92); // DerefOf, LNot
    put(Shape.of(TERM, TERM), 0x90, 0x91, 0x93, 0x94, 0x95); // LAnd, LOr, LEqual, LGreater, LLess
    put(Shape.of(SUPER_NAME), 0x71, 0x75, 0x76, 0x87, 0x8e); // RefOf, ++, --, SizeOf, ObjectType
    put(Shape.of(TERM, SUPER_NAME), 0x70); // Store
    put(Shape.of(TERM, NAME), 0x9d); // CopyObject
    put(Shape.of(SUPER_NAME, TARGET), 0x5b12); // CondRefOf
  }

  private ExpressionShapes() {}

  private static void put(Shape shape, int... opcodes) {
    for (int opcode : opcodes) {
      SHAPES.put(opcode, shape);
    }
  }

  static Optional<Shape> of(int opcode) {
    return Optional.ofNullable(SHAPES.get(opcode));
  }
}
