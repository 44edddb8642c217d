package io.vfio4j.testkit.contract;

import io.vfio4j.api.region.RegionIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Config space, as the rules read it. */
record ConfigRegisters(DeviceContract contract) {
  static final int HEADER = 0x40;
  static final int BARS = 0x10;
  static final int INTERRUPT_PIN = 0x3d;
  private static final int CAPABILITIES = 0x34;
  private static final int PORTS = 1;
  private static final int MEMORY = 2;

  int readByte(int offset) {
    return bytes(offset, 1)[0] & 0xff;
  }

  int readInt(int offset) {
    return ByteBuffer.wrap(bytes(offset, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  byte[] bytes(int offset, int count) {
    return contract.read(RegionIndex.CONFIG, offset, count);
  }

  void write(int offset, byte... bytes) {
    contract.write(RegionIndex.CONFIG, offset, bytes);
  }

  static int register(int bar) {
    return BARS + bar * Integer.BYTES;
  }

  boolean is64Bit(int bar) {
    return (readInt(register(bar)) & 0x7) == 0x4;
  }

  /**
   * The bits of the command register that the function's BARs need. Another it may leave at 0: PCI
   * has a function without ports ignore what is written to the bit for them.
   */
  int spaces() {
    int spaces = 0;
    for (int bar = 0; bar <= RegionIndex.BAR5; bar++) {
      boolean there = contract.device().regionInfo(bar).size() > 0;
      boolean ports = (readInt(register(bar)) & 1) != 0;
      spaces |= !there ? 0 : ports ? PORTS : MEMORY;
    }
    return spaces;
  }

  /** What a BAR register shows after it was written with ones; it is left as it was. */
  int sizingMask(int bar) {
    byte[] before = bytes(register(bar), Integer.BYTES);
    write(register(bar), (byte) -1, (byte) -1, (byte) -1, (byte) -1);
    int mask = readInt(register(bar));
    write(register(bar), before);
    return mask;
  }

  /** The capabilities' ids by their offsets, as far as the list goes on without coming back. */
  Map<Integer, Integer> capabilities() {
    Map<Integer, Integer> found = new LinkedHashMap<>();
    int at = readByte(CAPABILITIES);
    while (at != 0 && found.putIfAbsent(at, readByte(at)) == null) {
      at = readByte(at + 1);
    }
    return found;
  }

  /** Where the list of capabilities goes that is no place for one; empty if nothing is wrong. */
  List<String> wrongCapabilities() {
    List<String> wrong = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (int at = readByte(CAPABILITIES); at != 0 && wrong.isEmpty(); at = readByte(at + 1)) {
      if (at < HEADER) {
        wrong.add("a capability within the header, at 0x%x".formatted(at));
      } else if (seen.contains(at)) {
        wrong.add("the list comes back to 0x%x".formatted(at));
      }
      seen.add(at);
    }
    return wrong;
  }
}
