package io.vfio4j.plugin.nvgrace;

import static io.vfio4j.plugin.nvgrace.Errnos.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.RegionInfo;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvgraceDriverTest {
  private static final long GIB = 1L << 30;

  private final NvgraceDriver driver = new NvgraceDriver();

  @Test
  void isFoundAsAService() {
    Set<String> names =
        ServiceLoader.load(VariantDriver.class).stream()
            .filter(provider -> provider.type() == NvgraceDriver.class)
            .map(provider -> provider.get().name())
            .collect(Collectors.toSet());
    assertEquals(Set.of("nvgrace-gpu"), names);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x2342, 0x2345, 0x2348, 0x2941, 0x31c2})
  void isForGraceGpusOfAnySubsystemAndClass(int device) {
    PciIds ids = new PciIds(0x10de, device, 0x1028, 0x1234, 0x030000);
    assertTrue(driver.idTable().stream().anyMatch(row -> row.matches(ids)));
  }

  @ParameterizedTest
  @CsvSource({"0x10de, 0x2330", "0x1234, 0x2342"})
  void isForNothingElse(String vendor, String device) {
    PciIds ids = new PciIds(Integer.decode(vendor), Integer.decode(device), 0, 0, 0x030200);
    assertTrue(driver.idTable().stream().noneMatch(row -> row.matches(ids)));
  }

  @Test
  void declinesWithoutTheBaseProperty() {
    FakeGpu gpu = new FakeGpu().property("nvidia,gpu-mem-size", 96 * GIB);
    assertEquals("no integer ACPI property nvidia,gpu-mem-base-pa", reason(gpu));
  }

  @Test
  void declinesWithoutTheSizeProperty() {
    FakeGpu gpu = new FakeGpu().property("nvidia,gpu-mem-base-pa", FakeGpu.BASE);
    assertEquals("no integer ACPI property nvidia,gpu-mem-size", reason(gpu));
  }

  @Test
  void declinesWithoutEitherAndNamesTheFirst() {
    assertEquals("no integer ACPI property nvidia,gpu-mem-base-pa", reason(new FakeGpu()));
  }

  @Test
  void declinesASizeOfZeroForThenTheLinkIsDown() {
    assertEquals(
        "ACPI property nvidia,gpu-mem-size is 0: firmware reports the chip-to-chip link as down",
        reason(FakeGpu.withMemory(FakeGpu.BASE, 0)));
  }

  private String reason(FakeGpu gpu) {
    return assertThrows(ProbeDeclined.class, () -> driver.probe(gpu)).reason();
  }

  @Test
  void failsWhereMemoryCannotBeCut() {
    assertErrno(Errno.EOVERFLOW, () -> driver.probe(FakeGpu.withMemory(FakeGpu.BASE, GIB - 1)));
    assertErrno(Errno.EINVAL, () -> driver.probe(FakeGpu.withMemory(FakeGpu.BASE, GIB)));
  }

  @Test
  void failsWhereFirmwareDescribesMemoryThatIsNotThere() {
    FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 96 * GIB).withoutMemoryBehindTheProperties();
    VfioException thrown = assertThrows(VfioException.class, () -> driver.probe(gpu));
    assertEquals(Errno.ENOMEM, thrown.errno());
    assertEquals(
        "firmware describes GPU memory that is not there: no memory at 0x400000000000",
        thrown.getMessage());
  }

  @Test
  void keepsNoMappingFromTheProbe() throws ProbeDeclined {
    FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 96 * GIB);
    driver.probe(gpu);
    assertEquals(List.of(true), gpu.mapped.stream().map(FakeMemory::closed).toList());
  }

  @Test
  void failsOnAnUnknownSettingEvenWhereItWouldDecline() {
    assertErrno(Errno.EINVAL, () -> driver.probe(new FakeGpu().setting("bar-sizing", "large")));
  }

  @Test
  void cutsMemoryWithoutTheDvsec() throws ProbeDeclined {
    VfioDevice device = driver.probe(FakeGpu.withMemory(FakeGpu.BASE, 96 * GIB));
    assertRegion(device.regionInfo(4), 128 * GIB, 95 * GIB);
    assertRegion(device.regionInfo(2), GIB, GIB);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0xfffe})
  void cutsMemoryWhereTheDvsecDoesNotSayFixed(int word) throws ProbeDeclined {
    FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 96 * GIB).dvsecWord(word);
    assertRegion(driver.probe(gpu).regionInfo(2), GIB, GIB);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "96, 96, 128"})
  void leavesRegion2PhysicalWhereTheDvsecSaysFixed(int size, int usemem, int bar)
      throws ProbeDeclined {
    FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, size * GIB).dvsecWord(1);
    VfioDevice device = driver.probe(gpu);
    assertRegion(device.regionInfo(4), bar * GIB, usemem * GIB);
    assertEquals(0, device.regionInfo(2).size());
    assertTrue(gpu.core.calls.contains("regionInfo 2"));
  }

  @Test
  void sizesBar4AsIsSet() throws ProbeDeclined {
    FakeGpu gpu = FakeGpu.withMemory(FakeGpu.BASE, 33 * GIB + GIB / 4);
    assertRegion(driver.probe(gpu).regionInfo(4), 32 * GIB, 32 * GIB);
    gpu.setting("bar-sizing", "linux-6.14");
    assertRegion(driver.probe(gpu).regionInfo(4), 64 * GIB, 32 * GIB);
  }

  private static void assertRegion(RegionInfo info, long size, long mappable) {
    assertEquals(size, info.size());
    assertEquals(mappable, info.sparseMmapAreas().getFirst().size());
  }
}
