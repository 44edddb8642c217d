package io.vfio4j.testkit.script.random;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Where config space has which registers: PCI Local Bus Specification 3.0, sections 6.1 and 6.7;
 * PCI Express Base Specification, section 7.6.3 for the chain from 0x100 on.
 */
final class CapabilityMap {
  private static final int COMMAND = 0x04;
  private static final int FIRST = 0x34;
  private static final int HEADER = 0x40;
  private static final int CONVENTIONAL = 0x100;
  private static final int POWER_MANAGEMENT = 0x01;
  private static final int EXPRESS = 0x10;

  /** The longest that is worth a look: Express has 60 bytes, error reporting 72. */
  private static final int LONGEST = 0x48;

  private final ByteBuffer config;
  private final NavigableMap<Integer, Integer> ids = new TreeMap<>();

  CapabilityMap(byte[] bytes) {
    this.config = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes[FIRST] & 0xfc;
    while (at >= HEADER && ids.putIfAbsent(at, bytes[at] & 0xff) == null) {
      at = bytes[at + 1] & 0xfc;
    }
    extended(CONVENTIONAL);
  }

  private void extended(int first) {
    int at = first;
    while (at >= CONVENTIONAL && at < size() && !ids.containsKey(at) && config.getInt(at) != 0) {
      ids.put(at, config.getInt(at) & 0xffff);
      at = config.getInt(at) >>> 20 & 0xffc;
    }
  }

  int size() {
    return config.capacity();
  }

  /** Each 32 bits of the header and of the capabilities. */
  List<Integer> registers() {
    List<Integer> registers = new ArrayList<>();
    add(registers, 0, HEADER);
    for (int at : ids.keySet()) {
      Integer next = ids.higherKey(at);
      add(registers, at, Math.min(at + LONGEST, next == null ? size() : next));
    }
    return registers;
  }

  private static void add(List<Integer> registers, int from, int to) {
    for (int at = from; at < to; at += Integer.BYTES) {
      registers.add(at);
    }
  }

  /** State D0, then memory space and bus master. */
  List<String> revival() {
    List<String> lines = new ArrayList<>();
    find(POWER_MANAGEMENT).ifPresent(at -> lines.add(ConfigWrites.line(at + 4L, "0000")));
    lines.add(ConfigWrites.line(COMMAND, "0604"));
    return lines;
  }

  /** By device control, and on the way out of D3hot. */
  List<String> resets() {
    List<String> lines = new ArrayList<>();
    find(EXPRESS).ifPresent(at -> lines.add(ConfigWrites.line(at + 9L, "80")));
    find(POWER_MANAGEMENT).ifPresent(at -> lines.add(ConfigWrites.line(at + 4L, "0300")));
    return lines;
  }

  private OptionalInt find(int id) {
    return ids.headMap(CONVENTIONAL).entrySet().stream()
        .filter(each -> each.getValue() == id)
        .mapToInt(java.util.Map.Entry::getKey)
        .findFirst();
  }
}
