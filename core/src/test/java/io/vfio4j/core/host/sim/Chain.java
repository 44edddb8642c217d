package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.HostFunction;
import java.util.ArrayList;
import java.util.List;

/** Walks capabilities as software does. */
final class Chain {
  private Chain() {}

  static List<Integer> standard(HostFunction function) {
    List<Integer> ids = new ArrayList<>();
    int at = function.configRead(0x34, 1);
    while (at != 0) {
      ids.add(function.configRead(at, 1));
      at = function.configRead(at + 1, 1);
    }
    return ids;
  }

  /** The offset of the first extended capability of an id; 0 if there is none. */
  static int extendedOffset(HostFunction function, int id) {
    int at = 0x100;
    while (at != 0 && function.configRead(at, 2) != id) {
      at = function.configRead(at, 4) >>> 20;
    }
    return at;
  }
}
