package io.vfio4j.core.host.acpi.aml;

import io.vfio4j.core.host.acpi.aml.AmlObject.Kind;
import java.util.Optional;

/** Passes over parts of a table whose length only their contents tell, and notes names in them. */
final class TermReader {
  private static final int STRING = 0x0d;
  private static final int DEBUG = 0x5b31;

  private final Declarations declarations;

  TermReader(Declarations declarations) {
    this.declarations = declarations;
  }

  /** Passes over an opcode's operands. */
  void skip(Shape shape, AmlCursor in, Place place) {
    AmlCursor body = shape.block() ? in.readBlock() : in;
    for (Operand operand : shape.operands()) {
      skip(operand, body, place);
    }
  }

  private void skip(Operand operand, AmlCursor in, Place place) {
    switch (operand) {
      case TERM -> skipTerm(in, place);
      case SUPER_NAME -> skipSuperName(in, place);
      case TARGET -> skipTarget(in, place);
      case NAME -> NameString.read(in);
      case DECLARED_NAME -> declarations.add(in, place.scope(), Kind.OTHER);
      case BYTE -> in.skip(1);
      case WORD -> in.skip(2);
      case FIELD_LIST -> skipFields(in, place);
      case CONDITIONAL_STATEMENTS -> declarations.passOverStatements(in, place.scope());
      case REST -> in.skip(in.remaining());
    }
  }

  /** Passes over a constant, a name, or an expression. */
  void skipTerm(AmlCursor in, Place place) {
    int start = in.position();
    Place inside = place.inside(place.scope(), start);
    if (NameString.begins(in.peek())) {
      skipNamed(in, inside);
      return;
    }
    int opcode = in.readOpcode();
    if (opcode == STRING) {
      skipString(in);
      return;
    }
    Shape shape =
        ExpressionShapes.of(opcode)
            .orElseThrow(() -> unsupported(start, "opcode 0x%02x".formatted(opcode)));
    skip(shape, in, inside);
  }

  /** A name is followed by arguments if it is a method's: this cannot be known otherwise. */
  private void skipNamed(AmlCursor in, Place place) {
    int start = in.position();
    NameString name = NameString.read(in);
    Optional<AmlObject> object = declarations.find(name, place.scope());
    int arguments =
        object
            .orElseThrow(() -> unsupported(start, name + ", not declared before its use,"))
            .arguments();
    for (int i = 0; i < arguments; i++) {
      skipTerm(in, place);
    }
  }

  private void skipTarget(AmlCursor in, Place place) {
    if (!in.atEnd() && in.peek() == 0) {
      in.skip(1);
    } else {
      skipSuperName(in, place);
    }
  }

  private void skipSuperName(AmlCursor in, Place place) {
    int start = in.position();
    if (NameString.begins(in.peek())) {
      NameString.read(in);
      return;
    }
    int opcode = in.readOpcode();
    boolean variable = opcode >= 0x60 && opcode <= 0x6e;
    boolean reference = opcode == 0x71 || opcode == 0x83 || opcode == 0x88;
    if (reference) {
      Place inside = place.inside(place.scope(), start);
      skip(ExpressionShapes.of(opcode).orElseThrow(), in, inside);
    } else if (!variable && opcode != DEBUG) {
      throw unsupported(start, "opcode 0x%02x".formatted(opcode));
    }
  }

  private static void skipString(AmlCursor in) {
    int character = in.readByte();
    while (character != 0) {
      character = in.readByte();
    }
  }

  /**
   * Fields: each is a segment and its width, or begins with 00 (a gap), 01 and 03 (how to access
   * those that follow), 02 (a connection).
   */
  private void skipFields(AmlCursor in, Place place) {
    while (!in.atEnd()) {
      switch (in.peek()) {
        case 0x00 -> skipGap(in);
        case 0x01 -> in.skip(3);
        case 0x02 -> skipConnection(in, place);
        case 0x03 -> in.skip(4);
        default -> skipField(in, place);
      }
    }
  }

  private static void skipGap(AmlCursor in) {
    in.skip(1);
    in.readPackageLength();
  }

  private void skipConnection(AmlCursor in, Place place) {
    in.skip(1);
    skipTerm(in, place);
  }

  private void skipField(AmlCursor in, Place place) {
    int start = in.position();
    String segment = NameString.readSegment(in);
    in.readPackageLength();
    declarations.add(segment, start, place.scope());
  }

  private static AmlException unsupported(int offset, String what) {
    return new AmlException(offset, what + " is not supported here");
  }
}
