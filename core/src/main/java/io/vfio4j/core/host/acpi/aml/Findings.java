package io.vfio4j.core.host.acpi.aml;

import java.util.ArrayList;
import java.util.List;

/** Collects findings, but not without end: a damaged table can have any number of them. */
public final class Findings {
  /** No more than so many are kept, and the last one says that there were more. */
  public static final int MAX = 1000;

  private final List<Finding> list = new ArrayList<>();

  /** None so far. */
  public Findings() {}

  /** Adds one. */
  public void add(TablePosition position, NamePath path, String problem, String cure) {
    if (list.size() < MAX - 1) {
      list.add(new Finding(position, path, problem, cure));
    } else if (list.size() == MAX - 1) {
      list.add(new Finding(position, path, "more findings than are kept", "cure the others first"));
    }
  }

  /** Those so far, in the order in which they were found. */
  public List<Finding> list() {
    return List.copyOf(list);
  }
}
