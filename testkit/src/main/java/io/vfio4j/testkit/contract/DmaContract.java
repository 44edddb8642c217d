package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.contract.rule.Rule;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * D: the device's own accesses to guest memory.
 *
 * @since 0.1
 */
public abstract class DmaContract extends DeviceContract {
  private static final long IOVA = 0x10_0000;
  private static final long SIZE = 2 * PAGE;
  private static final int COUNT = 64;
  private static final byte FILL = 0x5a;
  private static final byte OTHER_FILL = (byte) 0xa5;

  /** For subclasses. */
  protected DmaContract() {}

  /** What the device can do. */
  protected abstract Set<DeviceTrait> traits();

  /**
   * Makes the device write to guest memory, and returns when it has, or has failed to: each time
   * the same bytes.
   *
   * @param device open; bus mastering is on unless a rule turned it off
   * @param iova where to
   * @param count how many bytes
   */
  protected abstract void writeToGuest(VfioDevice device, long iova, int count);

  /** D1. */
  @Rule(
      says = "What the device writes is in guest memory, where it was told and nowhere else",
      lookAt = "the address and count given to GuestMemory.write()")
  public void required_D1_whatTheDeviceWritesArrives() {
    needDma();
    MemorySegment memory = underTest().mapGuestMemory(IOVA, SIZE);
    byte[] first = written(memory, FILL);
    byte[] second = written(memory, OTHER_FILL);
    same(first, second, "what was written, and again,");
  }

  private byte[] written(MemorySegment memory, byte fill) {
    memory.fill(fill);
    writeToGuest(device(), IOVA + COUNT, COUNT);
    untouched(memory.asSlice(0, COUNT), fill, "before what was to be written");
    untouched(memory.asSlice(2 * COUNT), fill, "behind what was to be written");
    return memory.asSlice(COUNT, COUNT).toArray(JAVA_BYTE);
  }

  /** D2. */
  @Rule(
      says = "DMA to where nothing is mapped fails, and the device goes on",
      lookAt = "the VfioException of GuestMemory.write(): the device's own status says so")
  public void required_D2_dmaToNowhereIsSurvived() {
    needDma();
    MemorySegment memory = underTest().mapGuestMemory(IOVA, SIZE);
    memory.fill(FILL);
    tryToWrite(IOVA + SIZE);
    untouched(memory, FILL, "beside the address");
    read(RegionIndex.CONFIG, 0, Integer.BYTES);
    byte[] after = written(memory, FILL);
    same(after, written(memory, OTHER_FILL), "what was written after it, and again,");
  }

  /** D3. */
  @Rule(
      says = "Memory that was unmapped is not written any more",
      lookAt = "copies of what GuestMemory gave: there must be none")
  public void required_D3_unmappedMemoryIsLeftAlone() {
    needDma();
    MemorySegment memory = underTest().mapGuestMemory(IOVA, SIZE);
    writeToGuest(device(), IOVA, COUNT);
    underTest().unmapGuestMemory(IOVA, SIZE);
    memory.fill(FILL);
    tryToWrite(IOVA);
    untouched(memory, FILL, "in the memory that was unmapped");
  }

  /** D4. */
  @Rule(
      says = "Without bus mastering there is no DMA",
      lookAt = "bit 2 of the command register in config space")
  public void optional_D4_noDmaWithoutBusMastering() {
    needDma();
    MemorySegment memory = underTest().mapGuestMemory(IOVA, SIZE);
    memory.fill(FILL);
    command(MEMORY_AND_IO);
    tryToWrite(IOVA);
    untouched(memory, FILL, "without bus mastering");
  }

  /** D5. */
  @Rule(
      says = "A device that is not declared to do DMA leaves guest memory alone",
      lookAt = "traits(), and what uses DeviceContext.guestMemory()")
  public void required_D5_withoutDmaGuestMemoryIsLeftAlone() {
    need(!traits().contains(DeviceTrait.DMA), "the device does DMA");
    MemorySegment memory = underTest().mapGuestMemory(0, IOVA);
    memory.fill(FILL);
    command(MEMORY_AND_IO | BUS_MASTER);
    for (RegionInfo info : regionsWith(RegionFlag.READ)) {
      read(info.index(), 0, (int) Math.min(COUNT, info.size()));
    }
    if (device().info().resettable()) {
      device().reset();
    }
    untouched(memory, FILL, "at its first MiB");
    underTest().unmapGuestMemory(0, IOVA);
  }

  private void needDma() {
    need(traits().contains(DeviceTrait.DMA), "the device does no DMA");
    command(MEMORY_AND_IO | BUS_MASTER);
  }

  /** The device may say that it failed. */
  private void tryToWrite(long iova) {
    try {
      writeToGuest(device(), iova, COUNT);
    } catch (VfioException e) {
      remark("the device answers " + e.errno());
    }
  }

  private static void untouched(MemorySegment memory, byte fill, String where) {
    for (long at = 0; at < memory.byteSize(); at++) {
      byte came = memory.get(JAVA_BYTE, at);
      check(came == fill, "guest memory is written %s, at offset 0x%x".formatted(where, at));
    }
  }
}
