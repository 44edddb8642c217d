package io.vfio4j.testkit.script.random;

import java.util.List;
import java.util.Random;

/** Resets of all kinds. */
record Resets(List<String> byConfigSpace) implements OperationSource {

  @Override
  public List<String> next(Random random) {
    return List.of(
        switch (random.nextInt(4)) {
          case 0 -> "reopen";
          case 1 -> byConfigSpace.isEmpty() ? "reset" : Chance.of(byConfigSpace, random);
          default -> "reset";
        });
  }
}
