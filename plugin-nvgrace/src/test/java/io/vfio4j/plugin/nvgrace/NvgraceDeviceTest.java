package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvgraceDeviceTest {
  private static final byte[] CLEARED = {0x0c, 0, 0, 0, 0, 0, 0, 0, 0x0c, 0, 0, 0, 0, 0, 0, 0};

  private final FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 96L << 30);
  private VfioDevice device;

  @BeforeEach
  void open() throws ProbeDeclined {
    device = new NvgraceDriver().probe(gpu);
    device.open();
    gpu.core.calls.clear();
    gpu.mapped.clear();
  }

  @Test
  void tellsWhatItsRegistersAreCalled() {
    assertEquals(
        List.of(
            new Register(RegionIndex.CONFIG, 0x18, 8, "RESMEM_BAR"),
            new Register(RegionIndex.CONFIG, 0x20, 8, "USEMEM_BAR"),
            new Register(RegionIndex.BAR0, 0x1498, 4, "C2C_LINK"),
            new Register(RegionIndex.BAR0, 0x200bc, 4, "HBM_TRAINING")),
        device.registers());
  }

  @Test
  void ofAGpuWithCxlItTellsTheStatusRegister() throws ProbeDeclined {
    VfioDevice cxl =
        new NvgraceDriver().probe(FakeGpu.withMemory(FakeGpu.BASE, 96L << 30).withCxl());
    assertEquals(
        new Register(RegionIndex.CONFIG, 0x21c, 4, "CXL_RANGE1_SIZE_LOW"),
        cxl.registers().getLast());
  }

  @Test
  void clearsItsBarsWhenItIsOpened() {
    writeBars();
    device.close();
    device.open();
    assertArrayEquals(CLEARED, bars());
  }

  @Test
  void isNotOpenedWithoutABar0() {
    device.close();
    gpu.core.bar0Size = 0;
    gpu.core.calls.clear();
    assertErrno(Errno.ENODEV, device::open);
    assertEquals(List.of("open", "regionInfo 0", "close"), gpu.core.calls);
  }

  @Test
  void clearsItsBarsBeforeItIsReset() {
    writeBars();
    device.reset();
    assertArrayEquals(CLEARED, bars());
    assertEquals("reset", gpu.core.calls.getFirst());
  }

  @Test
  void clearsItsBarsThoughTheResetFails() {
    writeBars();
    gpu.core.resetFails = true;
    assertThrows(VfioException.class, device::reset);
    assertArrayEquals(CLEARED, bars());
  }

  private void writeBars() {
    byte[] ones = {-1, -1, -1, -1, -1, -1, -1, -1};
    device.write(RegionIndex.CONFIG, 0x18, MemorySegment.ofArray(ones));
    device.write(RegionIndex.CONFIG, 0x20, MemorySegment.ofArray(ones));
    assertEquals((byte) 0xff, bars()[15]);
    gpu.core.calls.clear();
  }

  private byte[] bars() {
    byte[] bars = new byte[16];
    device.read(RegionIndex.CONFIG, 0x18, MemorySegment.ofArray(bars));
    return bars;
  }

  @Test
  void unmapsBothRegionsWhenItIsClosedAndKeepsTheirContents() {
    byte[] bytes = {1, 2, 3, 4};
    device.write(NvgraceDevice.USEMEM, 0x1000, MemorySegment.ofArray(bytes));
    device.write(NvgraceDevice.RESMEM, 0x2000, MemorySegment.ofArray(bytes));
    device.close();
    assertEquals(2, gpu.mapped.size());
    assertTrue(gpu.mapped.stream().allMatch(FakeMemory::closed));
    assertEquals(List.of("close"), gpu.core.calls);
    device.open();
    assertArrayEquals(bytes, read(NvgraceDevice.USEMEM, 0x1000));
    assertArrayEquals(bytes, read(NvgraceDevice.RESMEM, 0x2000));
  }

  /** The two are neighbours in physical memory; neither shows a byte of the other. */
  @Test
  void keepsItsTwoRegionsApart() {
    byte[] bytes = {1, 2, 3, 4};
    device.write(NvgraceDevice.RESMEM, 0, MemorySegment.ofArray(bytes));
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, read(NvgraceDevice.USEMEM, 95L << 30));
    assertArrayEquals(new byte[4], read(NvgraceDevice.USEMEM, (95L << 30) - 4));
  }

  private byte[] read(int region, long offset) {
    byte[] bytes = new byte[4];
    assertEquals(4, device.read(region, offset, MemorySegment.ofArray(bytes)));
    return bytes;
  }

  @Test
  void hasNoIoeventfdForAnyRegion() {
    assertErrno(Errno.ENOTTY, () -> ioctl(IoctlRequest.IOEVENTFD));
    assertEquals(List.of(), gpu.core.calls);
  }

  @Test
  void leavesOtherIoctlsToCore() {
    assertEquals(0, ioctl(IoctlRequest.GET_PCI_HOT_RESET_INFO));
    assertEquals(List.of("ioctl VFIO_DEVICE_GET_PCI_HOT_RESET_INFO"), gpu.core.calls);
  }

  private long ioctl(int command) {
    return device.ioctl(new IoctlRequest(command, MemorySegment.NULL));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 5, 6, 8})
  void leavesOtherRegionsToCore(int region) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[4]);
    device.regionInfo(region);
    device.read(region, 0, bytes);
    device.write(region, 0, bytes);
    assertErrno(Errno.EINVAL, () -> device.mmap(MmapRequest.shared(region, 0, 0x1000)));
    assertEquals(
        List.of(
            "regionInfo " + region,
            "read %d 0x0+4".formatted(region),
            "write %d 0x0+4".formatted(region),
            "mmap " + region),
        gpu.core.calls);
  }

  @Test
  void mapsNothingOfConfigSpace() {
    assertErrno(Errno.EINVAL, () -> device.mmap(MmapRequest.shared(RegionIndex.CONFIG, 0, 0x1000)));
  }

  @Test
  void leavesInfoInterruptsAndFeaturesToCore() {
    device.info();
    device.irqInfo(2);
    device.setIrqs(new IrqSet(2, 0, 0, IrqAction.TRIGGER, new IrqSet.Data.None()));
    device.feature(new FeatureRequest(3, false, true, false, MemorySegment.NULL));
    assertEquals(List.of("info", "irqInfo 2", "setIrqs 2", "feature 3"), gpu.core.calls);
  }
}
