package io.vfio4j.core.host.acpi.aml;

import io.vfio4j.core.host.acpi.aml.AmlObject.Kind;
import java.util.Optional;
import java.util.Set;

/** Reads the declarations of one table into the namespace. */
public final class TableLoader {
  private static final int NAME = 0x08;
  private static final int SCOPE = 0x10;
  private static final int METHOD = 0x14;
  private static final int DEVICE = 0x5b82;

  /** Names whose values are of use: where a device is, and its properties. */
  private static final Set<String> READ = Set.of("_DSD", "_ADR", "_BBN", "_SEG", "_HID", "_CID");

  private final Declarations declarations;
  private final TermReader terms;
  private final ValueReader values;

  private TableLoader(Declarations declarations, boolean wide) {
    this.declarations = declarations;
    this.terms = new TermReader(declarations);
    this.values = new ValueReader(wide, declarations);
  }

  /**
   * Reads a table. What it cannot read becomes a finding.
   *
   * @param start where the table is; its offset is that of the first byte behind its header
   * @param bytes the table, with its header
   * @param wide whether numbers have 64 bits
   */
  public static void load(
      TablePosition start, byte[] bytes, boolean wide, AmlObjects objects, Findings findings) {
    Declarations declarations = new Declarations(start.source(), start.table(), objects, findings);
    AmlCursor in = new AmlCursor(bytes, Math.min(start.offset(), bytes.length), bytes.length);
    new TableLoader(declarations, wide).readAll(in, new Place(NamePath.ROOT, 0));
  }

  private void readAll(AmlCursor in, Place place) {
    try {
      while (!in.atEnd()) {
        readOne(in, place);
      }
    } catch (AmlException e) {
      declarations.stopped(e, place.scope());
    }
  }

  private void readOne(AmlCursor in, Place place) {
    int start = in.position();
    int opcode = in.readOpcode();
    switch (opcode) {
      case NAME -> readName(in, place);
      case SCOPE -> readScope(in.readBlock(), place);
      case METHOD -> readMethod(in.readBlock(), place);
      case Declarations.EXTERNAL -> declarations.addExternal(in, place.scope());
      case DEVICE -> readDevice(in.readBlock(), place);
      default -> passOver(opcode, start, in, place);
    }
  }

  private void readName(AmlCursor in, Place place) {
    int start = in.position();
    NamePath path = declarations.readPath(in, place.scope());
    AmlCursor constant = in.copy();
    terms.skipTerm(in, place);
    Optional<AmlValue> value = Optional.empty();
    if (READ.contains(path.lastSegment())) {
      value = readValue(constant, place.inside(path, start));
    }
    declarations.add(new AmlObject(path, Kind.NAME, 0, declarations.position(start), value));
  }

  private Optional<AmlValue> readValue(AmlCursor in, Place place) {
    try {
      return Optional.of(values.read(in, place));
    } catch (AmlException e) {
      declarations.stopped(e, place.scope());
      return Optional.empty();
    }
  }

  private void readScope(AmlCursor in, Place place) {
    int start = in.position();
    NameString name = NameString.read(in);
    NamePath path =
        declarations
            .find(name, place.scope())
            .map(AmlObject::path)
            .orElseGet(() -> Declarations.resolve(name, place.scope(), start));
    declarations.add(new AmlObject(path, Kind.OPENED, declarations.position(start)));
    readAll(in, place.inside(path, start));
  }

  private void readDevice(AmlCursor in, Place place) {
    int start = in.position();
    NamePath path = declarations.add(in, place.scope(), Kind.DEVICE);
    readAll(in, place.inside(path, start));
  }

  /** The lowest three bits of its flags say how many arguments it takes. */
  private void readMethod(AmlCursor in, Place place) {
    int start = in.position();
    NamePath path = declarations.readPath(in, place.scope());
    declarations.add(path, Kind.METHOD, in.readByte() & 7, start);
  }

  private void passOver(int opcode, int start, AmlCursor in, Place place) {
    Shape shape =
        StatementShapes.of(opcode)
            .orElseThrow(() ->
                new AmlException(start, "opcode 0x%02x is not supported here".formatted(opcode)));
    terms.skip(shape, in, place);
  }
}
