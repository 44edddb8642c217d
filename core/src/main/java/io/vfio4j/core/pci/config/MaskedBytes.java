package io.vfio4j.core.pci.config;

/** Bytes with a table that says what each bit is, and a rule for what else a write does. */
record MaskedBytes(ConfigState base, int start, ConfigMask mask, WriteRule rule)
    implements ConfigOwner {

  @Override
  public int read(int position, int width) {
    int bits = mask.virtual(position - start, width);
    int value = base.virtual().get(position, width) & bits;
    if (bits != ConfigBytes.all(width)) {
      value |= base.function().configRead(position, width) & ~bits;
    }
    return value;
  }

  @Override
  public void write(int position, int width, int value) {
    int offset = position - start;
    int writable = mask.writable(offset, width);
    if (writable != 0) {
      int virtual = mask.virtual(offset, width);
      base.virtual().change(position, width, writable & virtual, value);
      writeHardware(position, width, writable & ~virtual, value);
    }
    rule.written(offset, width, value);
  }

  /** The other bits are written back as read, which clears status bits that a one clears. */
  private void writeHardware(int position, int width, int bits, int value) {
    if (bits != 0) {
      int old = base.function().configRead(position, width);
      base.function().configWrite(position, width, (old & ~bits) | (value & bits));
    }
  }
}
