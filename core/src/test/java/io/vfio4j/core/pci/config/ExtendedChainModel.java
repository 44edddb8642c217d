package io.vfio4j.core.pci.config;

import io.vfio4j.core.pci.config.ChainModel.Owner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The capabilities from byte 0x100 on, from the rules alone, as {@link ChainModel} has the others.
 */
final class ExtendedChainModel {
  private static final int FIRST = 0x100;
  private static final int MOST = 960;
  private static final int NEXT = 0xffc << 20;
  private static final int HEAD = 4;

  private final ByteBuffer hardware;
  private final ByteBuffer virtual;
  private final Owner[] owners;
  private final int[] starts;

  ExtendedChainModel(byte[] opened) {
    hardware = ByteBuffer.wrap(opened.clone()).order(ByteOrder.LITTLE_ENDIAN);
    virtual = ByteBuffer.wrap(opened.clone()).order(ByteOrder.LITTLE_ENDIAN);
    owners = new Owner[opened.length];
    starts = new int[opened.length];
    Arrays.fill(owners, Owner.NOBODY);
    if (hardware.getInt(FIRST) != 0) {
      walk();
    }
  }

  private void walk() {
    boolean shown = false;
    int before = 0;
    int at = FIRST;
    for (int i = 0; i < MOST && at >= FIRST; i++) {
      int head = hardware.getInt(at);
      int length = at + 8 <= owners.length ? length(head & 0xffff, at) : 0;
      if (length > 0 && at + length <= owners.length) {
        own(at, length, kind(head & 0xffff));
        virtual.put(at, hardware, at, length);
        shown = true;
        before = at;
      } else if (before > 0) {
        virtual.putInt(before, (virtual.getInt(before) & ~NEXT) | (head & NEXT));
      } else {
        own(FIRST, HEAD, Owner.READ_ONLY);
        virtual.putInt(FIRST, head & NEXT);
        before = FIRST;
      }
      at = head >>> 20 & 0xffc;
    }
    if (!shown) {
      virtual.putInt(FIRST, 0);
    }
  }

  private void own(int at, int length, Owner owner) {
    Arrays.fill(owners, at, at + length, owner);
    Arrays.fill(starts, at, at + length, at);
  }

  private static Owner kind(int id) {
    return switch (id) {
      case 0x01, 0x04 -> Owner.OTHER;
      case 0x0b, 0x23 -> Owner.VENDOR;
      default -> Owner.READ_ONLY;
    };
  }

  /** 0 for those that are never shown. */
  private int length(int id, int at) {
    int first = hardware.getInt(at + 4);
    return switch (id) {
      case 0x01 -> 0x2c;
      case 0x02, 0x08, 0x09 -> channels(first & 7, third(at));
      case 0x03 -> 12;
      case 0x04, 0x13 -> 16;
      case 0x0b, 0x23 -> first >>> 20;
      case 0x0d -> (first & 0x20) == 0 ? 8 : 8 + 4 * ((egressBits(first) + 31) / 32);
      case 0x0e, 0x0f, 0x18 -> 8;
      case 0x10 -> 64;
      case 0x12 -> 40;
      case 0x15 -> 4 + 8 * (third(at) >> 5 & 7);
      case 0x16 -> 17 + (first & 0x1f);
      case 0x17 -> (first & 0x600) == 0x200 ? 14 + 2 * (first >> 16 & 0x7ff) : 12;
      default -> 0;
    };
  }

  private int third(int at) {
    return at + 12 <= owners.length ? hardware.getInt(at + 8) : 0;
  }

  private static int egressBits(int capabilities) {
    int bits = capabilities >> 8 & 0xff;
    return bits == 0 ? 256 : bits;
  }

  /** With a table of 4 bits a phase behind the channels. */
  private static int channels(int more, int arbitration) {
    int length = 16 + 12 * (1 + more);
    int aligned = (length + 15) / 16 * 16;
    if ((arbitration & 8) != 0) {
      return aligned + 128 / 2;
    }
    if ((arbitration & 4) != 0) {
      return aligned + 64 / 2;
    }
    return (arbitration & 2) != 0 ? aligned + 32 / 2 : length;
  }

  Owner owner(int at) {
    return owners[at];
  }

  /** What a client reads; for bytes that are not {@link Owner#OTHER}. */
  int read(int at, byte[] now) {
    boolean head = owners[at] != Owner.NOBODY && at - starts[at] < HEAD;
    return (head ? virtual.get(at) : now[at]) & 0xff;
  }
}
