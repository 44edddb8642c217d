package io.vfio4j.core.host.acpi.aml;

import java.util.List;

/** A constant that a table gives a name. */
public sealed interface AmlValue {

  /** Where it is, in bytes from the table's first. */
  int offset();

  /** A number, unsigned. */
  record IntegerValue(int offset, long value) implements AmlValue {}

  /** ASCII characters. */
  record StringValue(int offset, String text) implements AmlValue {}

  /**
   * Bytes.
   *
   * @param length at least as many as there are in {@code hex}; those missing are 0
   * @param hex the bytes that are given, two digits each
   */
  record BufferValue(int offset, long length, String hex) implements AmlValue {}

  /**
   * Several values.
   *
   * @param count how many there are to be; those missing are not set
   * @param elements at most as many as {@code count}
   */
  record PackageValue(int offset, long count, List<AmlValue> elements) implements AmlValue {
    /** Keeps a copy. */
    public PackageValue {
      elements = List.copyOf(elements);
    }
  }

  /**
   * Another object. Its value is not followed: methods may change it.
   *
   * @param name as the table has it
   */
  record ReferenceValue(int offset, String name) implements AmlValue {}
}
