package io.vfio4j.core.host.acpi.aml;

/**
 * A place in a table.
 *
 * @param source where the table came from, such as a file's name
 * @param table signature and OEM table id, as {@code SSDT 'GPUMEM'}
 * @param offset in bytes from the table's first
 */
public record TablePosition(String source, String table, int offset) {
  @Override
  public String toString() {
    return "%s at 0x%x".formatted(table, offset);
  }
}
