package io.vfio4j.core.pci.config;

import io.vfio4j.core.host.HostFunction;
import org.jspecify.annotations.Nullable;

/**
 * The power management capability.
 *
 * <pre>
 *   id (1)            next             capabilities (PMC)                 +0
 *   control and status (PMCSR)         bridge extensions data             +4
 * </pre>
 *
 * <p>The client sees no wake-up events. It sets the power state, and the state says whether memory
 * is reached.
 */
final class PowerManagement implements WriteRule {
  static final int LENGTH = 8;

  private static final int PMC = 2;
  private static final int PMC_PME = 0xf800;
  private static final int PMC_D1 = 1 << 9;
  private static final int PMC_D2 = 1 << 10;
  private static final int CONTROL = 4;
  private static final int STATE = 0x3;
  private static final int NO_SOFT_RESET = 1 << 3;
  private static final int PME = 1 << 8 | 1 << 15;

  static final ConfigMask MASK =
      ConfigMask.capability(LENGTH)
          .word(PMC, PMC_PME, ConfigMask.NONE)
          .dword(CONTROL, PME, ~(PME | STATE));

  static final int D0 = 0;
  static final int D1 = 1;
  static final int D2 = 2;
  static final int D3_HOT = 3;

  private final HostFunction function;
  private final InterruptControl interrupts;
  private final int start;
  private @Nullable SavedConfig saved;

  /** Also for the thread that writes registers for eventfds. */
  private volatile Seen seen;

  /** A state, and how many resets there had been, each of which ends in D0. */
  private record Seen(int state, long resets) {}

  PowerManagement(ConfigState base, int start, InterruptControl interrupts) {
    this.function = base.function();
    this.start = start;
    this.interrupts = interrupts;
    base.virtual().change(start + PMC, 2, PMC_PME, 0);
    base.virtual().change(start + CONTROL, 2, PME, 0);
    seen = look();
  }

  @Override
  public void written(int offset, int width, int value) {
    if (offset == CONTROL) {
      if ((value & STATE) == D3_HOT) {
        function.mappings().revoke();
      }
      enter(value & STATE);
    }
  }

  /** Each access to a BAR asks, so hardware is asked only when it was reset. */
  boolean reachable() {
    if (seen.resets() != function.resets()) {
      seen = look();
    }
    return seen.state() < D3_HOT;
  }

  /**
   * From a sleeping state a function goes deeper or wakes up; what it does not know is ignored. One
   * that has virtual functions does not sleep, for they would too.
   */
  void enter(int wanted) {
    seen = look();
    int now = seen.state();
    if (wanted == now || (wanted != D0 && wanted < now) || !supported(wanted)) {
      return;
    }
    if (wanted != D0 && function.virtualization().active()) {
      return;
    }
    int control = function.configRead(start + CONTROL, 2);
    if (wanted == D3_HOT && (control & NO_SOFT_RESET) == 0) {
      saved = new SavedConfig(function);
    }
    function.configWrite(start + CONTROL, 2, (control & ~(STATE | PME)) | wanted);
    seen = look();
    if (saved != null && now == D3_HOT && seen.state() == D0) {
      saved.restore();
      interrupts.restore();
      saved = null;
    }
  }

  /** Wakes it up without a word: what it forgets on the way is gone. */
  void wakeForgetful() {
    int control = function.configRead(start + CONTROL, 2);
    if ((control & STATE) != D0) {
      function.configWrite(start + CONTROL, 2, control & ~(STATE | PME));
      seen = look();
    }
  }

  private boolean supported(int wanted) {
    int capabilities = function.configRead(start + PMC, 2);
    return switch (wanted) {
      case D1 -> (capabilities & PMC_D1) != 0;
      case D2 -> (capabilities & PMC_D2) != 0;
      default -> true;
    };
  }

  private Seen look() {
    long resets = function.resets();
    return new Seen(function.configRead(start + CONTROL, 2) & STATE, resets);
  }
}
