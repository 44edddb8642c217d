package io.vfio4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * L: one client after another.
 *
 * @since 0.1
 */
public abstract class LifecycleContract extends DeviceContract {
  private static final int HEADER = 0x40;

  /** For subclasses. */
  protected LifecycleContract() {}

  /** L1: {@code info()} can be asked for while no client is there. */
  @Test
  public void required_L1_infoAnswersWhileTheDeviceIsClosed() {
    DeviceInfo open = device().info();
    device().close();
    DeviceInfo closed = device().info();
    device().open();
    assertEquals(open.regions(), closed.regions(), "info() of a closed device");
    assertEquals(open.irqs(), closed.irqs(), "info() of a closed device");
  }

  /** L2: Regions are for the next client what they were for the first. */
  @Test
  public void required_L2_theNextClientFindsTheSameRegions() {
    List<String> before = describe();
    device().close();
    device().open();
    assertEquals(before, describe(), "regions changed from one client to the next");
  }

  private List<String> describe() {
    return regions().stream().map(LifecycleContract::describe).toList();
  }

  private static String describe(RegionInfo info) {
    return "region %d: 0x%x %s %s"
        .formatted(info.index(), info.size(), info.flags(), info.sparseMmapAreas());
  }

  /** L3: BAR registers of one client are not seen by the next. */
  @Test
  public void required_L3_theNextClientFindsConfigSpaceAsTheFirstDid() {
    device().close();
    device().open();
    byte[] first = read(RegionIndex.CONFIG, 0, HEADER);
    write(RegionIndex.CONFIG, 0x10, new byte[24]);
    device().close();
    device().open();
    assertArrayEquals(
        first,
        read(RegionIndex.CONFIG, 0, HEADER),
        "BAR registers of one client are seen by the next: set them back in open()");
  }

  /** L4: A device serves any number of clients, one after the other. */
  @Test
  public void required_L4_theDeviceCanBeOpenedAgainAndAgain() {
    for (int client = 0; client < 20; client++) {
      device().close();
      device().open();
      read(RegionIndex.CONFIG, 0, HEADER);
    }
  }
}
