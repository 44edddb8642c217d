package io.vfio4j.core.pci.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The capabilities of the first 256 bytes, from the rules alone: which are shown, where their
 * pointers lead, and which bytes a client reads and writes as the hardware has them. Behind bytes
 * of other owners there are rules of their own, of which it says nothing.
 */
final class ChainModel {
  /** What stands behind a byte. */
  enum Owner {
    /** Nobody: reads and writes go to hardware. */
    NOBODY,
    /** A capability that is shown and cannot be written. */
    READ_ONLY,
    /**
     * A vendor's capability: reads and writes go to hardware, but the pointer is shown as it is.
     */
    VENDOR,
    /** One with rules of its own. */
    OTHER
  }

  private static final int HEADER = 0x40;
  private static final int END = 0x100;
  private static final int FIRST = 0x34;
  private static final int MOST = 48;

  private final byte[] hardware;
  private final Owner[] owners = new Owner[END];
  private final int[] starts = new int[END];
  private final Map<Integer, Integer> pointers = new HashMap<>();

  ChainModel(byte[] hardware) {
    this.hardware = hardware.clone();
    Arrays.fill(owners, Owner.NOBODY);
    if ((hardware[6] & 0x10) != 0) {
      walk();
    }
  }

  private int hardware(int at) {
    return hardware[at] & 0xff;
  }

  private void walk() {
    int pointer = FIRST;
    int at = hardware(FIRST) & 0xfc;
    for (int i = 0; i < MOST && at >= HEADER; i++) {
      int length = length(at);
      if (length > 0 && at + length <= END) {
        Arrays.fill(owners, at, at + length, kind(hardware(at)));
        Arrays.fill(starts, at, at + length, at);
        pointer = at + 1;
        pointers.remove(pointer);
      } else {
        pointers.put(pointer, hardware(at + 1));
      }
      at = hardware(at + 1) & 0xfc;
    }
  }

  private static Owner kind(int id) {
    return switch (id) {
      case 0x02, 0x08, 0x11, 0x12 -> Owner.READ_ONLY;
      case 0x09 -> Owner.VENDOR;
      default -> Owner.OTHER;
    };
  }

  /** 0 for those that are never shown. */
  private int length(int at) {
    int flags = hardware(at + 2) | hardware(at + 3) << 8;
    return switch (hardware(at)) {
      case 0x01, 0x03 -> 8;
      case 0x02, 0x11 -> 12;
      case 0x05 -> 10 + ((flags & 0x80) != 0 ? 4 : 0) + ((flags & 0x100) != 0 ? 10 : 0);
      case 0x07 -> (flags & 0x3000) != 0 ? 24 : 8;
      case 0x08 -> (flags & 0xe000) == 0 ? 28 : 24;
      case 0x09 -> flags & 0xff;
      case 0x10 -> express(flags);
      case 0x12 -> at + 8 <= END && (hardware(at + 4) & 0xf) == 0xf ? 16 : 8;
      case 0x13 -> 6;
      default -> 0;
    };
  }

  private static int express(int flags) {
    boolean integrated = (flags >> 4 & 0xf) == 9;
    if ((flags & 0xf) == 1) {
      return integrated ? 12 : 20;
    }
    return integrated ? 0x2c : 0x34;
  }

  Owner owner(int at) {
    return owners[at];
  }

  /** What a client reads; for bytes that are not {@link Owner#OTHER}. */
  int read(int at, byte[] now) {
    boolean head = owners[at] != Owner.NOBODY && at - starts[at] < 2;
    if (!head) {
      return now[at] & 0xff;
    }
    return at == starts[at] ? hardware(at) : pointers.getOrDefault(at, hardware(at));
  }

  /** The pointer to the first one as a client reads it. */
  int first() {
    return pointers.getOrDefault(FIRST, hardware(FIRST));
  }
}
