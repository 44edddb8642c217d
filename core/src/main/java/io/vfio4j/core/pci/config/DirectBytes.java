package io.vfio4j.core.pci.config;

/**
 * A capability that is shown as the hardware has it but for its head, where the chain may jump over
 * hidden ones.
 *
 * @param base what is below
 * @param start where the capability begins
 * @param head how many bytes from the start on are virtual: id and pointer
 * @param writable whether writes reach the hardware; else they are dropped
 */
record DirectBytes(ConfigState base, int start, int head, boolean writable) implements ConfigOwner {

  @Override
  public int read(int position, int width) {
    int virtual = Math.clamp(start + head - position, 0, width);
    if (virtual == width) {
      return base.virtual().get(position, width);
    }
    int value = base.function().configRead(position, width);
    if (virtual == 0) {
      return value;
    }
    int mask = ConfigBytes.all(virtual);
    return (value & ~mask) | (base.virtual().get(position, virtual) & mask);
  }

  @Override
  public void write(int position, int width, int value) {
    if (writable) {
      base.function().configWrite(position, width, value);
    }
  }
}
