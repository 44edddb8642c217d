package io.vfio4j.testkit.script;

/**
 * A difference that is known and meant.
 *
 * @since 0.1
 */
public interface KnownDifference {

  /** The entry of docs/differences.md that says why. */
  String entry();

  /**
   * Whether this is it.
   *
   * @param reader which reader found it: {@code spi} or {@code vfio-user}
   * @param difference what it found
   */
  boolean allows(String reader, Difference difference);
}
