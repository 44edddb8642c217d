package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * The hardware's config registers that a function forgets in a reset or in D3, as they were at one
 * time: those that the kernel's PCI layer saves.
 */
final class SavedConfig {
  private static final int[] BARS = {0x10, 0x14, 0x18, 0x1c, 0x20, 0x24, Header.ROM};
  private static final int[] EXPRESS_CONTROLS = {0x08, 0x10, 0x28, 0x30};
  private static final int[] ERROR_CONTROLS = {0x08, 0x0c, 0x14, 0x18};
  private static final int MESSAGE_CONTROL = 2;
  private static final int MSI_ENABLE = 0x0001;
  private static final int MSIX_ENABLE = 0x8000;

  private final HostFunction function;
  private final List<Saved> bars = new ArrayList<>();
  private final List<Saved> others = new ArrayList<>();

  SavedConfig(HostFunction function) {
    this.function = function;
    for (int bar : BARS) {
      bars.add(saved(bar, 4));
    }
    others.add(saved(Header.CACHE_LINE_SIZE, 2));
    others.add(saved(Header.INTERRUPT_LINE, 1));
    saveExpress();
    savePciX();
    saveErrorReporting();
    saveMessageControl(StandardCapabilities.MSI, MSI_ENABLE);
    saveMessageControl(StandardCapabilities.MSIX, MSIX_ENABLE);
    others.add(saved(Header.COMMAND, 2));
  }

  private void saveExpress() {
    int start = RawCapabilities.find(function, StandardCapabilities.EXPRESS).orElse(0);
    int length = start == 0 ? 0 : Express.length(function, start);
    for (int control : EXPRESS_CONTROLS) {
      if (control < length) {
        others.add(saved(start + control, 2));
      }
    }
  }

  private void savePciX() {
    int start = RawCapabilities.find(function, StandardCapabilities.PCI_X).orElse(0);
    if (start != 0) {
      others.add(saved(start + PciX.COMMAND, 2));
    }
  }

  /** Masks, severities and what is checked; not what has been reported. */
  private void saveErrorReporting() {
    int start =
        RawCapabilities.findExtended(function, ExtendedCapabilities.ERROR_REPORTING).orElse(0);
    for (int control : ERROR_CONTROLS) {
      if (start != 0) {
        others.add(saved(start + control, 4));
      }
    }
  }

  /** Who has not enabled it does not care what is in it. */
  private void saveMessageControl(int id, int enable) {
    int start = RawCapabilities.find(function, id).orElse(0);
    if (start != 0 && (function.configRead(start + MESSAGE_CONTROL, 2) & enable) != 0) {
      others.add(saved(start + MESSAGE_CONTROL, 2));
    }
  }

  private Saved saved(int offset, int width) {
    return new Saved(offset, width, function.configRead(offset, width));
  }

  boolean barsDiffer() {
    for (Saved bar : bars) {
      if (bar.differs(function)) {
        return true;
      }
    }
    return false;
  }

  void restoreBars() {
    bars.forEach(bar -> bar.restore(function));
  }

  /** Decoding comes last, when the BARs are right. */
  void restore() {
    restoreBars();
    others.forEach(register -> register.restore(function));
  }

  private record Saved(int offset, int width, int value) {
    boolean differs(HostFunction function) {
      return function.configRead(offset, width) != value;
    }

    void restore(HostFunction function) {
      if (differs(function)) {
        function.configWrite(offset, width, value);
      }
    }
  }
}
