package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/**
 * Makes operations of one kind.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface OperationSource {

  /**
   * Makes the next.
   *
   * @param random the only source of chance
   * @return lines of a script that belong together, at least one: where a script is shortened, they
   *     stay or go as one
   */
  List<String> next(Random random);
}
