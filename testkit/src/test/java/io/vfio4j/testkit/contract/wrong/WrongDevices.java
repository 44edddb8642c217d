package io.vfio4j.testkit.contract.wrong;

import java.util.List;
import java.util.stream.Stream;

/** All of them. */
final class WrongDevices {
  private WrongDevices() {}

  static List<WrongDevice> all() {
    return Stream.of(
            WrongRegions.all(),
            WrongMappings.all(),
            WrongLongAccesses.all(),
            WrongInterrupts.all(),
            WrongConfigSpaces.all(),
            WrongStates.all(),
            WrongTraits.all(),
            WrongDma.all())
        .flatMap(List::stream)
        .toList();
  }
}
