package io.vfio4j.core.binding;

import io.vfio4j.core.host.HostFunction;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Walks a function's capability chains. A chain is hardware's word: it may loop or point anywhere,
 * so each walk ends after as many steps as there can be capabilities.
 *
 * <pre>
 *   capability:           7      0  15     8
 *                        +--------+--------+
 *                        |   id   |  next  |
 *                        +--------+--------+
 *
 *   extended capability:  15           0 19    16 31      20
 *                        +--------------+--------+---------+
 *                        |      id      | version|  next   |
 *                        +--------------+--------+---------+
 * </pre>
 */
final class CapabilityWalk {
  private static final int STATUS = 0x06;
  private static final int STATUS_CAPABILITIES = 0x10;
  private static final int CAPABILITY_POINTER = 0x34;
  private static final int FIRST_CAPABILITY = 0x40;
  private static final int MAX_CAPABILITIES = 48;

  private static final int CONFIG_SIZE = 0x100;
  private static final int FIRST_EXTENDED = 0x100;
  private static final int MAX_EXTENDED = 4096 / 8;

  private static final int DVSEC = 0x23;
  private static final int DVSEC_VENDOR = 0x04;
  private static final int DVSEC_ID = 0x08;
  private static final int DVSEC_LENGTH = 0x0a;

  private final HostFunction function;

  CapabilityWalk(HostFunction function) {
    this.function = function;
  }

  OptionalInt find(int id) {
    if ((function.configRead(STATUS, 2) & STATUS_CAPABILITIES) == 0) {
      return OptionalInt.empty();
    }
    int offset = function.configRead(CAPABILITY_POINTER, 1) & ~3;
    for (int step = 0; step < MAX_CAPABILITIES && offset >= FIRST_CAPABILITY; step++) {
      int head = function.configRead(offset, 2);
      if ((head & 0xff) == 0xff) {
        return OptionalInt.empty();
      }
      if ((head & 0xff) == id) {
        return OptionalInt.of(offset);
      }
      offset = head >>> 8 & ~3;
    }
    return OptionalInt.empty();
  }

  OptionalInt findExtended(int id) {
    return findExtended(id, _ -> true);
  }

  OptionalInt findDvsec(int vendor, int dvsecId) {
    return findExtended(DVSEC, offset -> isDvsec(offset, vendor, dvsecId));
  }

  private boolean isDvsec(int offset, int vendor, int dvsecId) {
    return offset + DVSEC_LENGTH <= function.configSize()
        && function.configRead(offset + DVSEC_VENDOR, 2) == vendor
        && function.configRead(offset + DVSEC_ID, 2) == dvsecId;
  }

  private OptionalInt findExtended(int id, IntPredicate wanted) {
    if (function.configSize() <= CONFIG_SIZE) {
      return OptionalInt.empty();
    }
    int offset = FIRST_EXTENDED;
    for (int step = 0; step < MAX_EXTENDED && offset >= FIRST_EXTENDED; step++) {
      int head = function.configRead(offset, 4);
      if (head == 0 || head == -1) {
        return OptionalInt.empty();
      }
      if ((head & 0xffff) == id && wanted.test(offset)) {
        return OptionalInt.of(offset);
      }
      offset = head >>> 20 & ~3;
    }
    return OptionalInt.empty();
  }
}
