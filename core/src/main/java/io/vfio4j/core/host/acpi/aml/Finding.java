package io.vfio4j.core.host.acpi.aml;

/**
 * Something wrong with a table.
 *
 * @param position where
 * @param path the object it is about
 * @param problem what is wrong
 * @param cure what to do
 */
public record Finding(TablePosition position, NamePath path, String problem, String cure) {
  @Override
  public String toString() {
    return "%s: %s: %s; %s".formatted(position, path, problem, cure);
  }
}
