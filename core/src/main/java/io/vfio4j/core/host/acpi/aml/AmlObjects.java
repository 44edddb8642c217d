package io.vfio4j.core.host.acpi.aml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The objects that some tables declare, in the order of the tables. */
public final class AmlObjects {
  /** Several times what large servers have. */
  static final int MAX = 1 << 18;

  private final Map<NamePath, AmlObject> objects = new LinkedHashMap<>();
  private int values;

  /** None so far. */
  public AmlObjects() {}

  /** All of them. */
  public Collection<AmlObject> all() {
    return new ArrayList<>(objects.values());
  }

  /** The one of a path. */
  public Optional<AmlObject> at(NamePath path) {
    return Optional.ofNullable(objects.get(path));
  }

  /**
   * The object that a name stands for in a scope: a single segment is looked for in the scopes
   * around as well (ACPI 6.5, section 5.3).
   */
  Optional<AmlObject> find(NameString name, NamePath scope) {
    Optional<AmlObject> found = name.in(scope).flatMap(this::at);
    Optional<NamePath> around = name.searched() ? scope.parent() : Optional.empty();
    while (found.isEmpty() && around.isPresent()) {
      found = name.in(around.get()).flatMap(this::at);
      around = around.get().parent();
    }
    return found;
  }

  /** Before one more is read, an element of a package too: a byte of a table can be a value. */
  void countValue(int offset) {
    if (values == MAX) {
      throw new AmlException(offset, "more than %d values".formatted(MAX));
    }
    values++;
  }

  /**
   * Adds an object. A declaration replaces what was only spoken of, nothing else.
   *
   * @return whether it was added
   */
  boolean add(AmlObject object) {
    AmlObject before = objects.get(object.path());
    if (before != null && (before.declared() || !object.declared())) {
      return false;
    }
    if (before == null && objects.size() == MAX) {
      throw new AmlException(object.position().offset(), "more than %d objects".formatted(MAX));
    }
    objects.put(object.path(), object);
    return true;
  }
}
