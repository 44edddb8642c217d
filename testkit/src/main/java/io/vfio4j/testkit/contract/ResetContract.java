package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.CountingNotifier;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * S: reset.
 *
 * @since 0.1
 */
public abstract class ResetContract extends DeviceContract {
  private static final int IDS = 4;

  /** For subclasses. */
  protected ResetContract() {}

  /** S1. */
  @Rule(
      says = "Reset works if info() says so, and else is EINVAL",
      lookAt = "info() and reset(): leave both to super, or neither")
  public void required_S1_infoSaysWhetherResetWorks() {
    if (device().info().resettable()) {
      device().reset();
    } else {
      refused(Errno.EINVAL, "reset() of a function without", () -> device().reset());
    }
  }

  /** S2. */
  @Rule(
      says = "After a reset the function answers as itself",
      lookAt = "reset(): what it leaves in config space")
  public void required_S2_theFunctionIsThereAfterAReset() {
    needResettable();
    byte[] before = read(RegionIndex.CONFIG, 0, IDS);
    device().reset();
    same(before, read(RegionIndex.CONFIG, 0, IDS), "ids in config space");
  }

  /** S3. */
  @Rule(
      says = "Eventfds stay where they are at a reset: they belong to the client",
      lookAt = "reset(): leave setIrqs() alone in it")
  public void required_S3_eventfdsOutliveAReset() {
    needResettable();
    int index = messages();
    CountingNotifier eventfd = underTest().notifier();
    set(index, 1, new IrqSet.Data.EventFds(List.of(Optional.of(eventfd))));
    device().reset();
    set(index, 1, new IrqSet.Data.None());
    same(1, eventfd.signals(), "signals of IRQ index %d, fired after it,".formatted(index));
    set(index, 0, new IrqSet.Data.None());
  }

  /** S4. */
  @Rule(
      says = "The regions are after a reset what they were before",
      lookAt = "reset() and regionInfo(): what one changes the other must not see")
  public void required_S4_regionsStayAsTheyAre() {
    needResettable();
    List<String> before = regions().stream().map(LifecycleContract::describe).toList();
    device().reset();
    same(before, regions().stream().map(LifecycleContract::describe).toList(), "the list");
  }

  private int messages() {
    int kind =
        IntStream.of(IrqIndex.MSI, IrqIndex.MSIX, IrqIndex.INTX)
            .filter(index -> device().irqInfo(index).count() > 0)
            .findFirst()
            .orElse(-1);
    need(kind >= 0, "the function has no interrupts");
    return kind;
  }

  private void set(int index, int count, IrqSet.Data data) {
    device().setIrqs(new IrqSet(index, 0, count, IrqAction.TRIGGER, data));
  }

  private void needResettable() {
    need(device().info().resettable(), "the function has no reset");
  }
}
