package io.vfio4j.core.host.acpi.aml;

/**
 * Where a reader of a table is in the namespace.
 *
 * @param scope relative to which names are
 * @param depth how many blocks and expressions are around it
 */
record Place(NamePath scope, int depth) {
  private static final int MAX_DEPTH = 64;

  Place inside(NamePath path, int offset) {
    if (depth == MAX_DEPTH) {
      throw new AmlException(offset, "more than %d levels deep".formatted(MAX_DEPTH));
    }
    return new Place(path, depth + 1);
  }
}
