package io.vfio4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.RecordingNotifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * S: reset.
 *
 * @since 0.1
 */
public abstract class ResetContract extends DeviceContract {
  private static final int IDS = 4;

  /** For subclasses. */
  protected ResetContract() {}

  /** S1: Reset works if {@code info()} says so, and else is EINVAL. */
  @Test
  public void required_S1_infoSaysWhetherResetWorks() {
    if (device().info().resettable()) {
      device().reset();
    } else {
      String lookAt = "info() says that there is no reset";
      assertErrno(Errno.EINVAL, lookAt, () -> device().reset());
    }
  }

  /** S2: After a reset the function answers as itself. */
  @Test
  public void required_S2_theFunctionIsThereAfterAReset() {
    assumeResettable();
    byte[] before = read(RegionIndex.CONFIG, 0, IDS);
    device().reset();
    assertArrayEquals(
        before, read(RegionIndex.CONFIG, 0, IDS), "ids in config space after reset()");
  }

  /** S3: Eventfds stay where they are at a reset: they belong to the client. */
  @Test
  public void required_S3_eventfdsOutliveAReset() {
    assumeResettable();
    Assumptions.assumeTrue(device().irqInfo(IrqIndex.MSI).count() > 0, "the function has no MSI");
    RecordingNotifier eventfd = new RecordingNotifier();
    IrqSet.Data data = new IrqSet.Data.EventFds(List.of(Optional.of(eventfd)));
    device().setIrqs(new IrqSet(IrqIndex.MSI, 0, 1, IrqAction.TRIGGER, data));
    device().reset();
    assertFalse(eventfd.closed(), "reset() leaves eventfds alone: they are the client's");
    IrqSet.Data none = new IrqSet.Data.None();
    device().setIrqs(new IrqSet(IrqIndex.MSI, 0, 1, IrqAction.TRIGGER, none));
    assertEquals(1, eventfd.signals(), "the vector is still set after reset()");
  }

  private void assumeResettable() {
    Assumptions.assumeTrue(device().info().resettable(), "the function has no reset");
  }
}
