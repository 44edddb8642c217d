package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;

/** The registers of a hardware header that a reset loses, as they were at one time. */
final class SavedHeader {
  private static final int[] REGISTERS = {0x0c, 0x10, 0x14, 0x18, 0x1c, 0x20, 0x24, 0x30, 0x3c};
  private static final int FIRST_BAR = 1;
  private static final int ROM = 7;

  private final HostFunction function;
  private final int command;
  private final int[] values = new int[REGISTERS.length];

  SavedHeader(HostFunction function) {
    this.function = function;
    this.command = function.configRead(Header.COMMAND, 2);
    for (int i = 0; i < values.length; i++) {
      values[i] = function.configRead(REGISTERS[i], 4);
    }
  }

  boolean barsDiffer() {
    for (int i = FIRST_BAR; i <= ROM; i++) {
      if (function.configRead(REGISTERS[i], 4) != values[i]) {
        return true;
      }
    }
    return false;
  }

  void restoreBars() {
    restore(FIRST_BAR, ROM);
  }

  void restore() {
    restore(0, values.length - 1);
    function.configWrite(Header.COMMAND, 2, command);
  }

  private void restore(int first, int last) {
    for (int i = first; i <= last; i++) {
      if (function.configRead(REGISTERS[i], 4) != values[i]) {
        function.configWrite(REGISTERS[i], 4, values[i]);
      }
    }
  }
}
