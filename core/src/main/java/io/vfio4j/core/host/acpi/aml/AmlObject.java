package io.vfio4j.core.host.acpi.aml;

import java.util.Optional;

/**
 * An object with a name.
 *
 * @param path its name
 * @param kind what it is
 * @param arguments how many a method takes; otherwise 0
 * @param position its declaration
 * @param value its constant, if it is a name whose value is read
 */
public record AmlObject(
    NamePath path, Kind kind, int arguments, TablePosition position, Optional<AmlValue> value) {

  /** What declares an object. */
  public enum Kind {
    /** A Scope of a path that nothing read so far has declared. */
    OPENED,
    /** An External: some other table declares it. */
    EXTERNAL,
    /** A Device. */
    DEVICE,
    /** A Method. */
    METHOD,
    /** A Name. */
    NAME,
    /** Anything else, as a field or a mutex. */
    OTHER
  }

  AmlObject(NamePath path, Kind kind, TablePosition position) {
    this(path, kind, 0, position, Optional.empty());
  }

  /** Whether a table has declared it, rather than spoken of it. */
  public boolean declared() {
    return kind != Kind.OPENED && kind != Kind.EXTERNAL;
  }
}
