package io.vfio4j.core.pci.config;

/**
 * The config space of {@link ConfigModelTest}'s function, byte by byte, from the rules alone: which
 * bits a read takes from the virtual copy, which bits a write changes there, and which in hardware.
 */
final class ByteModel {
  private static final int NONE = 0;
  private static final int ALL = 0xff;

  private final byte[] hardware;
  private final byte[] virtual;
  private final int[] readVirtual;
  private final int[] writeVirtual;
  private final int[] writeHardware;

  ByteModel(byte[] opened) {
    hardware = opened.clone();
    virtual = opened.clone();
    readVirtual = new int[opened.length];
    writeVirtual = new int[opened.length];
    writeHardware = new int[opened.length];
    header();
    capabilities();
    extendedCapabilities();
  }

  byte[] hardware() {
    return hardware;
  }

  byte[] read(int offset, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      int at = offset + i;
      int shown = (virtual[at] & readVirtual[at]) | (hardware[at] & ~readVirtual[at]);
      bytes[i] = (byte) ((shown & keptOfBar(at)) | flagsOfBar(at));
    }
    return bytes;
  }

  void write(int offset, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int at = offset + i;
      virtual[at] = (byte) ((virtual[at] & ~writeVirtual[at]) | (bytes[i] & writeVirtual[at]));
      hardware[at] = (byte) ((hardware[at] & ~writeHardware[at]) | (bytes[i] & writeHardware[at]));
      if (at == 0x62) {
        virtual[at] &= ~0x71;
        hardware[at] = virtual[at];
      }
    }
  }

  private void header() {
    bytes(0x00, 0x3f, NONE, NONE, NONE);
    bytes(0x00, 0x03, ALL, NONE, NONE);
    bytes(0x04, 0x04, NONE, NONE, ALL);
    bytes(0x05, 0x05, 0x04, 0x04, ALL & ~0x04);
    bytes(0x06, 0x06, 0x10, NONE, NONE);
    bytes(0x0c, 0x0d, NONE, NONE, ALL);
    bytes(0x0f, 0x0f, NONE, NONE, ALL);
    bytes(0x10, 0x27, ALL, ALL, NONE);
    bytes(0x30, 0x33, ALL, ALL, NONE);
    bytes(0x34, 0x34, ALL, NONE, NONE);
    bytes(0x3c, 0x3c, ALL, ALL, NONE);
    bytes(0x3d, 0x3d, ALL, NONE, NONE);
  }

  private void capabilities() {
    bytes(0x40, 0xff, NONE, NONE, ALL);
    bytes(0x40, 0x41, ALL, NONE, ALL);
    bytes(0x50, 0x57, NONE, NONE, NONE);
    bytes(0x60, 0x77, NONE, NONE, NONE);
    bytes(0x61, 0x61, ALL, NONE, NONE);
    virtual[0x61] = (byte) 0x90;
    bytes(0x62, 0x62, ALL, ALL, NONE);
    bytes(0x64, 0x6d, ALL, ALL, NONE);
    bytes(0x70, 0x77, NONE, NONE, ALL);
    bytes(0x90, 0xa7, NONE, NONE, NONE);
    bytes(0x92, 0x93, NONE, NONE, ALL);
  }

  private void extendedCapabilities() {
    bytes(0x100, 0xfff, NONE, NONE, ALL);
    bytes(0x100, 0x12b, NONE, NONE, NONE);
    hardwareBits(0x104, 0x03fff031);
    hardwareBits(0x108, 0x03fff031);
    hardwareBits(0x10c, 0x03fff031);
    hardwareBits(0x110, 0xf1c1);
    hardwareBits(0x114, 0xf1c1);
    hardwareBits(0x118, 0x140);
    bytes(0x130, 0x137, NONE, NONE, NONE);
    bytes(0x133, 0x133, ALL, NONE, NONE);
    virtual[0x133] = 0x15;
    bytes(0x150, 0x153, ALL, NONE, ALL);
  }

  private void bytes(int first, int last, int fromVirtual, int toVirtual, int toHardware) {
    for (int i = first; i <= last; i++) {
      readVirtual[i] = fromVirtual;
      writeVirtual[i] = toVirtual;
      writeHardware[i] = toHardware;
    }
  }

  private void hardwareBits(int at, int bits) {
    for (int i = 0; i < 4; i++) {
      writeHardware[at + i] = bits >>> (8 * i) & 0xff;
    }
  }

  private static int keptOfBar(int at) {
    int register =
        switch (at & ~3) {
          case 0x10 -> 0xffffc000;
          case 0x18 -> 0xfff00000;
          case 0x1c -> 0xffffff00;
          case 0x20 -> 0;
          case 0x24 -> 0xffffffe0;
          case 0x30 -> 0xfffff801;
          default -> -1;
        };
    return register >>> (8 * (at & 3)) & 0xff;
  }

  private static int flagsOfBar(int at) {
    return switch (at) {
      case 0x10, 0x20 -> 0xc;
      case 0x1c -> 0x1;
      default -> 0;
    };
  }
}
