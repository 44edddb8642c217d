package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.HostBar;

/** From the keys of an expansion ROM to a {@link RomProfile}. */
final class RomReader {
  private static final long MIN = 2048;

  private final Fields fields;
  private final AddressPlan addresses;

  RomReader(Fields fields, AddressPlan addresses) {
    this.fields = fields;
    this.addresses = addresses;
  }

  /** Checks its size, and claims its address if the profile gives it. */
  void claim() {
    int length = fields.length("data");
    long size = size();
    if (Long.bitCount(size) != 1 || size < MIN || size > 1L << 31) {
      throw fields.problem("size", "0x%x is not a power of two within 2KiB and 2GiB", size);
    }
    if (length > size) {
      throw fields.problem("data", "longer than the ROM's 0x%x bytes", size);
    }
    if (fields.has("address")) {
      MemoryRange range = new MemoryRange(fields.number("address"), size);
      addresses.claim(HostBar.Kind.MEMORY_32, range, fields.place().key("address"));
    }
  }

  /** After {@link #claim}. */
  RomProfile read() {
    byte[] data = fields.bytes("data");
    return new RomProfile(size(), address(), new RegisterImage(data.length).put(0, data));
  }

  private long size() {
    return fields.has("size") ? fields.number("size") : fitting(fields.length("data"));
  }

  private static long fitting(int length) {
    return Math.max(MIN, Long.highestOneBit(Math.max(1, length * 2L - 1)));
  }

  private long address() {
    return fields.has("address")
        ? fields.number("address")
        : addresses.allocate(HostBar.Kind.MEMORY_32, size(), fields.place());
  }
}
