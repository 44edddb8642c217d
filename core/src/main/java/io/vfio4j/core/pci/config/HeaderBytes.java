package io.vfio4j.core.pci.config;

/**
 * The header: its table, with BARs that are put right before they are read, and the command
 * register's effects.
 */
final class HeaderBytes implements ConfigOwner {
  private final MaskedBytes bits;
  private final BarRegisters bars;
  private final CommandRegister command;

  HeaderBytes(ConfigState base, BarRegisters bars, CommandRegister command) {
    this.bits = new MaskedBytes(base, 0, Header.MASK, WriteRule.NONE);
    this.bars = bars;
    this.command = command;
  }

  @Override
  public int read(int position, int width) {
    if (BarRegisters.contains(position)) {
      bars.fixUp();
    }
    int value = bits.read(position, width);
    return position == Header.COMMAND ? command.shown(value) : value;
  }

  @Override
  public void write(int position, int width, int value) {
    if (position == Header.COMMAND) {
      command.beforeWrite(value);
    }
    bits.write(position, width, value);
    command.afterWrite(position, value);
    if (BarRegisters.contains(position)) {
      bars.touched();
    }
  }
}
