package io.vfio4j.core.pci;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a fuzzer, which say what a function and its client are like. Where there are no more
 * of them there are zeros.
 *
 * <pre>
 *   +0    bits: config space has 4096 bytes; no reset; a BAR 3 of ports; a ROM; a bus reset
 *   +1    how many bytes of the header follow, as pairs of offset and value
 *   ...   how many runs of capability bytes follow: offset / 4 (2 bytes), length, bytes
 *   ...   operations
 * </pre>
 */
final class HostileInput {
  private static final int STATUS = 0x06;
  private static final int CAPABILITIES = 0x34;

  private final ByteBuffer bytes;

  HostileInput(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int octet() {
    return bytes.hasRemaining() ? bytes.get() & 0xff : 0;
  }

  int word() {
    return octet() | octet() << 8;
  }

  int dword() {
    return word() | word() << 16;
  }

  /** So many bytes as there are, and no more than asked for. */
  byte[] octets(int most) {
    byte[] some = new byte[Math.min(most, bytes.remaining())];
    bytes.get(some);
    return some;
  }

  FakeFunction function() {
    int kind = octet();
    int size = (kind & 1) == 0 ? 256 : 4096;
    FakeFunction function =
        new FakeFunction(size)
            .with(STATUS, 1, 0x10)
            .with(CAPABILITIES, 1, 0x40)
            .with(0, FakeBar.memory64(0x4000))
            .with(2, FakeBar.memory32(0x1000).notPrefetchable());
    if ((kind & 2) != 0) {
      function.withoutReset();
    }
    if ((kind & 4) != 0) {
      function.with(3, FakeBar.io(0x20));
    }
    if ((kind & 8) != 0) {
      function.with(6, FakeBar.memory32(0x800).content(0x300));
    }
    if ((kind & 16) != 0) {
      FakeFunction.shareBus(function);
    }
    header(function);
    capabilities(function, size);
    return function;
  }

  private void header(FakeFunction function) {
    for (int left = octet() & 0xf; left > 0; left--) {
      function.with(octet() & 0x3f, 1, octet());
    }
  }

  private void capabilities(FakeFunction function, int size) {
    for (int left = octet() & 0xf; left > 0; left--) {
      int at = 4 * word() % size;
      for (byte each : octets(Math.min(octet(), size - at))) {
        function.with(at++, 1, each);
      }
    }
  }
}
