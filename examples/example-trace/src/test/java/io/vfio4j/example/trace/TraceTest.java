package io.vfio4j.example.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.plugin.nvgrace.NvgraceDriver;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is printed of a GH200 whose variant, nvgrace-gpu, is wrapped. */
class TraceTest {
  private static final PciAddress GPU = PciAddress.parse("0009:01:00.0");
  private static final int USEMEM = 4;

  private final Lines lines = new Lines();
  private SimulatedDevice simulated;
  private VfioDevice device;

  @BeforeEach
  void start() {
    lines.start();
    open(Map.of("wraps", "nvgrace-gpu"));
  }

  private void open(Map<String, String> settings) {
    simulated = binding("gh200-96g", settings, new NvgraceDriver()).bind();
    device = simulated.device();
    device.open();
    write(RegionIndex.CONFIG, 4, 2, 0);
    lines.take();
  }

  private static SimulatedBinding binding(
      String profile, Map<String, String> settings, VariantDriver... others) {
    VariantDriver[] drivers = new VariantDriver[others.length + 1];
    drivers[0] = new TraceDriver();
    System.arraycopy(others, 0, drivers, 1, others.length);
    return SimulatedBinding.of(profile, drivers).with(settings).named(GPU);
  }

  @AfterEach
  void stop() {
    close();
    lines.stop();
  }

  private void close() {
    device.close();
    simulated.close();
  }

  private void write(int region, long offset, int... bytes) {
    byte[] values = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = (byte) bytes[i];
    }
    device.write(region, offset, MemorySegment.ofArray(values).asReadOnly());
  }

  private void read(int region, long offset, int count) {
    device.read(region, offset, MemorySegment.ofArray(new byte[count]));
  }

  private void assertLine(String expected) {
    assertEquals(List.of("0009:01:00.0: " + expected), lines.take());
  }

  @Test
  void registersThatThePluginKnowsAreNamed() {
    read(RegionIndex.BAR0, 0x1498, 4);
    assertLine("read BAR0+0x1498 C2C_LINK 4 -> 0xff");
    read(RegionIndex.BAR0, 0x200bc, 4);
    assertLine("read BAR0+0x200bc HBM_TRAINING 4 -> 0xff");
    write(RegionIndex.CONFIG, 0x20, 0xff, 0xff, 0xff, 0xff);
    assertLine("write CONFIG+0x20 USEMEM_BAR 4 <- 0xffffffff");
    read(RegionIndex.CONFIG, 0x24, 4);
    assertLine("read CONFIG+0x24 USEMEM_BAR+0x4 4 -> 0x0");
  }

  @Test
  void registersOfConfigSpaceAreNamed() {
    read(RegionIndex.CONFIG, 0, 4);
    assertLine("read CONFIG+0x0 VENDOR_ID 4 -> 0x234210de");
    write(RegionIndex.CONFIG, 4, 6, 0);
    assertLine("write CONFIG+0x4 COMMAND 2 <- 0x6");
  }

  @Test
  void aPlaceThatHasNoNameIsShownAllTheSame() {
    write(RegionIndex.BAR0, 0x100, 0x78, 0x56, 0x34, 0x12);
    assertLine("write BAR0+0x100 4 <- 0x12345678");
  }

  @Test
  void manyBytesAreShownInPart() {
    read(USEMEM, 0, 12);
    assertLine("read BAR4+0x0 12 -> 00 00 00 00 00 00 00 00 00 00 00 00");
    read(USEMEM, 0, 4096);
    assertLine("read BAR4+0x0 4096 -> 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ...");
  }

  @Test
  void aShortTransferSaysHowMuchItMoved() {
    long end = device.regionInfo(RegionIndex.BAR0).size();
    read(RegionIndex.BAR0, end - 4, 8);
    assertLine("read BAR0+0xfffffc 8 (4 moved) -> 0x0");
  }

  @Test
  void aFailureIsALineTooAndGoesToTheClient() {
    write(RegionIndex.CONFIG, 4, 0, 0);
    lines.take();
    VfioException failure =
        assertThrows(VfioException.class, () -> read(RegionIndex.BAR0, 0x1498, 4));
    assertEquals(Errno.EIO, failure.errno());
    assertLine("read BAR0+0x1498 C2C_LINK 4: EIO, " + failure.getMessage());
  }

  @Test
  void mappingsAreForwardedAndSaidNotToBeSeen() {
    assertTrue(device.regionInfo(USEMEM).mappable());
    assertEquals(4096, device.mmap(MmapRequest.shared(USEMEM, 0, 4096)).length());
    assertLine("mmap BAR4+0x0 0x1000: accesses through it are not seen");
  }

  @Test
  void mappingsCanBeHidden() {
    close();
    open(Map.of("wraps", "nvgrace-gpu", "hide-mmap", "true"));
    assertFalse(device.regionInfo(USEMEM).mappable());
    assertEquals(List.of(), device.regionInfo(USEMEM).sparseMmapAreas());
    MmapRequest page = MmapRequest.shared(USEMEM, 0, 4096);
    assertEquals(Errno.EINVAL, assertThrows(VfioException.class, () -> device.mmap(page)).errno());
    write(USEMEM, 0, 42);
    assertLine("write BAR4+0x0 1 <- 0x2a");
  }

  @Test
  void aResetIsALine() {
    device.reset();
    assertLine("reset");
  }

  @Test
  void withoutASettingItWrapsWhatWouldHaveTheFunction() {
    close();
    open(Map.of());
    read(RegionIndex.BAR0, 0x1498, 4);
    assertLine("read BAR0+0x1498 C2C_LINK 4 -> 0xff");
  }

  @Test
  void whereTheOtherDeclinesItDeclines() {
    SimulatedBinding binding =
        binding("gh200-no-acpi", Map.of("wraps", "nvgrace-gpu"), new NvgraceDriver());
    VfioException unbound = assertThrows(VfioException.class, binding::bind);
    assertTrue(
        unbound.getMessage().startsWith("example-trace declined: nvgrace-gpu declined: "),
        unbound.getMessage());
  }

  @Test
  void wrongSettingsFailTheProbeAndSayWhy() {
    VfioException name =
        assertThrows(
            VfioException.class,
            binding("gh200-96g", Map.of("wraps", "nvgrase"), new NvgraceDriver())::bind);
    assertTrue(name.getMessage().contains("the driver nvgrase, which example-trace wraps"));
    VfioException hide =
        assertThrows(
            VfioException.class,
            binding("gh200-96g", Map.of("hide-mmap", "yes"), new NvgraceDriver())::bind);
    assertTrue(hide.getMessage().contains("hide-mmap 'yes' is not true or false"));
  }
}
