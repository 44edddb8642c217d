package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;

/**
 * The command register: memory and I/O decoding follow the client in hardware and are remembered in
 * the virtual copy; INTx-disable is virtual; everything else is the hardware's.
 */
final class CommandRegister {
  private static final int DECODE = Header.COMMAND_MEMORY | Header.COMMAND_IO;

  private final ConfigState base;
  private final SavedConfig saved;
  private final InterruptControl interrupts;
  private final boolean hasMemoryBit;
  private boolean intxDisabled;

  /** Also for the thread that writes registers for eventfds. */
  private volatile boolean memory;

  /**
   * Turns the function on as a kernel does before its driver gets it: decoding on, bus master off.
   */
  CommandRegister(ConfigState base, InterruptControl interrupts) {
    this.base = base;
    this.interrupts = interrupts;
    HostFunction function = base.function();
    int enabled = enable(function);
    this.hasMemoryBit =
        (enabled & Header.COMMAND_MEMORY) == 0 || (hardware() & Header.COMMAND_MEMORY) != 0;
    this.saved = new SavedConfig(function);
  }

  private static int enable(HostFunction function) {
    int off = Header.COMMAND_MASTER | Header.COMMAND_INTX_DISABLE;
    int command = (function.configRead(Header.COMMAND, 2) & ~off) | decoding(function);
    function.configWrite(Header.COMMAND, 2, command | InterruptPin.quirk(function));
    return command;
  }

  private static int decoding(HostFunction function) {
    int bits = 0;
    for (int i = 0; i < 6; i++) {
      HostBar bar = function.bar(i).orElse(null);
      if (bar != null) {
        bits |= bar.kind() == HostBar.Kind.IO ? Header.COMMAND_IO : Header.COMMAND_MEMORY;
      }
    }
    return bits;
  }

  /** After the virtual copy was filled: a function without a memory bit shows one all the same. */
  void begin() {
    if (!hasMemoryBit) {
      base.virtual().change(Header.COMMAND, 2, Header.COMMAND_MEMORY, Header.COMMAND_MEMORY);
    }
    base.virtual().change(Header.COMMAND, 2, Header.COMMAND_INTX_DISABLE, 0);
    memory = (virtual() & Header.COMMAND_MEMORY) != 0;
  }

  boolean memory() {
    return !hasMemoryBit || memory;
  }

  int shown(int value) {
    return hasMemoryBit ? value : value | (virtual() & Header.COMMAND_MEMORY);
  }

  /**
   * What is mapped goes before decoding does. A reset behind our back left decoding off or BARs
   * empty: put back what was there at open.
   */
  void beforeWrite(int value) {
    if ((value & Header.COMMAND_MEMORY) == 0) {
      base.function().mappings().revoke();
    }
    int wanted = value & virtual() & ~hardware() & DECODE;
    if (!hasMemoryBit) {
      wanted &= ~Header.COMMAND_MEMORY;
    }
    if (wanted != 0 || saved.barsDiffer()) {
      saved.restoreBars();
    }
  }

  /** Those of open. */
  void restoreBars() {
    saved.restoreBars();
  }

  void afterWrite(int position, int value) {
    if (position == Header.COMMAND) {
      base.virtual().change(Header.COMMAND, 2, DECODE, value);
      memory = (virtual() & Header.COMMAND_MEMORY) != 0;
    }
    boolean disabled = (virtual() & Header.COMMAND_INTX_DISABLE) != 0;
    if (disabled != intxDisabled) {
      intxDisabled = disabled;
      interrupts.intxDisabled(disabled);
    }
  }

  /** The client has gone: the header as it was before it came, without DMA. */
  void end() {
    saved.restore();
  }

  private int virtual() {
    return base.virtual().get(Header.COMMAND, 2);
  }

  private int hardware() {
    return base.function().configRead(Header.COMMAND, 2);
  }
}
