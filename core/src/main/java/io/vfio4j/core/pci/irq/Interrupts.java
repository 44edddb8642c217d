package io.vfio4j.core.pci.irq;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.pci.config.InterruptControl;

/** The five IRQ indices of a function for one client, from open to close. */
public final class Interrupts implements InterruptListener, InterruptControl {
  private final ActiveKind active = new ActiveKind();
  private final PinLine pin;
  private final MessageLines msi;
  private final MessageLines msix;
  private final IrqLines[] lines;

  /**
   * All off.
   *
   * @param function whose interrupts they are
   */
  public Interrupts(HostFunction function) {
    pin = new PinLine(function, active);
    msi = MessageLines.msi(function, active);
    msix = MessageLines.msix(function, active);
    lines =
        new IrqLines[] {pin, msi, msix, new SignalLine(IrqIndex.ERR), new SignalLine(IrqIndex.REQ)};
  }

  /**
   * What an index says of itself.
   *
   * @throws VfioException EINVAL if there is no such index
   */
  public IrqInfo info(int index) {
    return line(index).info();
  }

  /**
   * SET_IRQS.
   *
   * @throws VfioException as {@link io.vfio4j.api.VfioDevice#setIrqs}
   */
  public void set(IrqSet set) {
    IrqLines line = line(set.index());
    int count = line.info().count();
    if (set.start() >= count || set.count() > count - set.start()) {
      throw VfioException.refused(
          Errno.EINVAL,
          "irq %d has %d vectors, asked for %d + %d"
              .formatted(set.index(), count, set.start(), set.count()));
    }
    switch (set.action()) {
      case TRIGGER -> line.trigger(set);
      case MASK -> line.mask(set);
      case UNMASK -> line.unmask(set);
    }
  }

  /** A function whose config space says another kind than what is on reaches nobody. */
  @Override
  public boolean interrupt(InterruptKind by, int vector) {
    return switch (active.get()) {
      case NONE -> false;
      case INTX -> by == InterruptKind.PIN && vector == 0 && pin.state().interrupt();
      case MSI -> by == InterruptKind.MSI && msi.interrupt(vector);
      case MSIX -> by == InterruptKind.MSI_X && msix.interrupt(vector);
    };
  }

  @Override
  public void intxDisabled(boolean disabled) {
    pin.state().disabled(disabled);
  }

  @Override
  public boolean msiActive() {
    return active.is(IrqKind.MSI);
  }

  @Override
  public int msiQueueSize() {
    return msi.queueSize();
  }

  @Override
  public void restore() {
    msi.restore();
    msix.restore();
  }

  /** The client has gone: everything off, and its eventfds closed. */
  public void close() {
    for (IrqLines line : lines) {
      line.close();
    }
  }

  private IrqLines line(int index) {
    if (index < 0 || index >= lines.length) {
      throw VfioException.refused(Errno.EINVAL, "no irq index " + index);
    }
    return lines[index];
  }
}
