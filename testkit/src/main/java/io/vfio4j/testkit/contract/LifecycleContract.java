package io.vfio4j.testkit.contract;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.contract.rule.NotSeen;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;

/**
 * L: one client after another.
 *
 * @since 0.1
 */
public abstract class LifecycleContract extends DeviceContract {
  private static final int BAR_REGISTERS = 24;

  /** For subclasses. */
  protected LifecycleContract() {}

  /** L1. */
  @Rule(
      says = "info() can be asked for while no client is there, and answers the same",
      lookAt = "info(): it needs nothing that open() sets up",
      notOverSocket = "without a client there is nobody to ask")
  public void required_L1_infoAnswersWhileTheDeviceIsClosed() {
    String open = describe(device().info());
    device().close();
    try {
      same(open, describe(device().info()), "info() of the closed device");
    } finally {
      device().open();
    }
  }

  /** L2. */
  @Rule(
      says = "Regions are for the next client what they were for the first",
      lookAt = "close(): what one client changed, the next must not see")
  public void required_L2_theNextClientFindsTheSameRegions() {
    List<String> before = regions().stream().map(LifecycleContract::describe).toList();
    device().close();
    device().open();
    same(before, regions().stream().map(LifecycleContract::describe).toList(), "the list");
  }

  private static String describe(DeviceInfo info) {
    return "%d regions, %d IRQ indices, reset %s"
        .formatted(info.regions(), info.irqs(), info.resettable());
  }

  static String describe(RegionInfo info) {
    return "region %d: 0x%x %s %s"
        .formatted(
            info.index(),
            info.size(),
            info.flags().stream().sorted().toList(),
            info.sparseMmapAreas());
  }

  /** L3. */
  @Rule(
      says = "BAR registers of one client are not seen by the next",
      lookAt = "open(): set back what a variant keeps of config space")
  public void required_L3_theNextClientFindsConfigSpaceAsTheFirstDid() {
    device().close();
    device().open();
    byte[] first = read(RegionIndex.CONFIG, ConfigRegisters.BARS, BAR_REGISTERS);
    byte[] other = new byte[BAR_REGISTERS];
    for (int i = 0; i < BAR_REGISTERS; i++) {
      other[i] = (byte) (~first[i] & 0x7f);
    }
    write(RegionIndex.CONFIG, ConfigRegisters.BARS, other);
    device().close();
    device().open();
    byte[] next = read(RegionIndex.CONFIG, ConfigRegisters.BARS, BAR_REGISTERS);
    same(first, next, "BAR registers, from 0x10 on,");
  }

  /** L4. */
  @Rule(
      says = "A device serves any number of clients, one after the other",
      lookAt = "close(): it gives back all that open() took")
  public void required_L4_theDeviceCanBeOpenedAgainAndAgain() {
    for (int client = 0; client < 20; client++) {
      device().close();
      device().open();
      read(RegionIndex.CONFIG, 0, Integer.BYTES);
    }
  }

  /** L5. */
  @Rule(
      says = "No operation waits longer than a second: QEMU gives a device up after five",
      lookAt = "DeviceContext.execute(): the place for what takes long")
  public void untested_L5_noOperationWaitsLong() {
    throw new NotSeen("a simulated function does not make a driver wait as hardware does");
  }
}
