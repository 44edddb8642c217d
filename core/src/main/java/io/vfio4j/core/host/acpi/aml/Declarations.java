package io.vfio4j.core.host.acpi.aml;

import io.vfio4j.core.host.acpi.aml.AmlObject.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one table adds to the namespace, and what is wrong with it. */
final class Declarations {
  static final int EXTERNAL = 0x15;

  private static final Set<String> ONCE = Set.of("_DSD", "_ADR", "_BBN", "_SEG", "_HID", "_CID");

  private final String source;
  private final String table;
  private final AmlObjects objects;
  private final Findings findings;

  Declarations(String source, String table, AmlObjects objects, Findings findings) {
    this.source = source;
    this.table = table;
    this.objects = objects;
    this.findings = findings;
  }

  Optional<AmlObject> find(NameString name, NamePath scope) {
    return objects.find(name, scope);
  }

  void countValue(int offset) {
    objects.countValue(offset);
  }

  TablePosition position(int offset) {
    return new TablePosition(source, table, offset);
  }

  /** Reads a name and declares an object of that name. */
  NamePath add(AmlCursor in, NamePath scope, Kind kind) {
    int start = in.position();
    NamePath path = readPath(in, scope);
    add(new AmlObject(path, kind, position(start)));
    return path;
  }

  void add(String segment, int offset, NamePath scope) {
    NameString name = new NameString(false, 0, List.of(segment));
    NamePath path = resolve(name, scope, offset);
    add(new AmlObject(path, Kind.OTHER, position(offset)));
  }

  void add(NamePath path, Kind kind, int arguments, int start) {
    add(new AmlObject(path, kind, arguments, position(start), Optional.empty()));
  }

  /** An External: a name, what kind of object it is, how many arguments it takes if a method. */
  void addExternal(AmlCursor in, NamePath scope) {
    int start = in.position();
    NamePath path = readPath(in, scope);
    in.skip(1);
    add(path, Kind.EXTERNAL, in.readByte() & 7, start);
  }

  void add(AmlObject object) {
    boolean added = objects.add(object);
    boolean once = object.kind() == Kind.DEVICE || ONCE.contains(object.path().lastSegment());
    if (!added && once && object.declared()) {
      TablePosition first = objects.at(object.path()).orElseThrow().position();
      findings.add(
          object.position(),
          object.path(),
          "declared a second time, the first is " + first,
          "remove one of them; the first counts");
    }
  }

  NamePath readPath(AmlCursor in, NamePath scope) {
    int start = in.position();
    return resolve(NameString.read(in), scope, start);
  }

  static NamePath resolve(NameString name, NamePath scope, int offset) {
    return name.in(scope)
        .orElseThrow(
            () -> new AmlException(offset, "%s is no path within %s".formatted(name, scope)));
  }

  /** Statements that firmware runs as it loads the table: not read, but told if they matter. */
  void passOverStatements(AmlCursor in, NamePath scope) {
    if (in.peek() == 0 && !in.atEnd()) {
      in.skip(1);
      addExternals(in, scope);
    }
    if (in.holds("_DSD")) {
      findings.add(
          position(in.position()),
          scope,
          "a conditional block may declare a _DSD: dynamic, unsupported",
          "declare the device's _DSD outside of it");
    }
    in.skip(in.remaining());
  }

  /** Compilers put these into an If (0), so that an old interpreter does not see them. */
  private void addExternals(AmlCursor in, NamePath scope) {
    while (in.peek() == EXTERNAL) {
      in.skip(1);
      addExternal(in, scope);
    }
  }

  void stopped(AmlException cause, NamePath scope) {
    findings.add(
        position(cause.offset()),
        scope,
        cause.getMessage() + ", the rest of this block is not read",
        "use constants, or read this host's own sysfs");
  }

  void narrowed(int offset, NamePath path, long value) {
    findings.add(
        position(offset),
        path,
        "0x%x has more than 32 bits in a DSDT of revision 1".formatted(value),
        "give the DSDT revision 2; the upper bits are dropped, as the kernel does");
  }
}
