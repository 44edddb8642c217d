package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.profile.Profile;
import io.vfio4j.core.host.sim.profile.ProfileException;
import io.vfio4j.core.host.sim.profile.UnknownProfileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of the built-in profiles, as a driver would see them. */
class BuiltInProfilesTest {
  private static final long GIB = 1L << 30;
  private static final long MIB = 1L << 20;

  @ParameterizedTest
  @CsvSource({
    "gh200-96g, 0009:01:00.0, 0x2342, 0x16eb, 0x1800000000",
    "gh200-144g, 0009:01:00.0, 0x2348, 0x18d2, 0x2400000000",
    "gb200, 0008:01:00.0, 0x2941, 0x2046, 0x2e41f00000",
  })
  void firstFunctionIsTheGpu(
      String name, String address, String device, String subsystem, String size) {
    try (SimHost host = SimHosts.open("sim:" + name)) {
      HostFunction gpu = host.functions().getFirst();
      assertEquals(address, gpu.address().toString());
      PciIds ids =
          new PciIds(0x10de, Integer.decode(device), 0x10de, Integer.decode(subsystem), 0x03_0200);
      assertEquals(ids, gpu.ids());
      assertEquals(OptionalLong.of(0x4000_0000_0000L), gpu.property("nvidia,gpu-mem-base-pa"));
      assertEquals(OptionalLong.of(Long.decode(size)), gpu.property("nvidia,gpu-mem-size"));
      assertEquals("sim:" + name, host.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gh200-96g", "gh200-144g", "gb200", "gh200-no-acpi"})
  void gpuHasTheRegistersOfItsSibling(String name) {
    try (SimHost host = SimHosts.open("sim:" + name)) {
      HostFunction gpu = host.functions().getFirst();
      assertEquals(0x03_0200a1, gpu.configRead(8, 4));
      assertEquals(4096, gpu.configSize());
      assertEquals(
          List.of(0x01, 0x05, 0x10, 0x09, 0x11), Chain.standard(gpu), "capabilities by id");
      assertEquals(0x19, gpu.configRead(0x100, 2));
      assertEquals(0xff, gpu.bar(0).orElseThrow().read(0x1498, 4));
      assertEquals(0xff, gpu.bar(0).orElseThrow().read(0x200bc, 4));
      assertBar(gpu, 0, 16 * MIB);
      assertBar(gpu, 2, 128 * GIB);
      assertBar(gpu, 4, 32 * MIB);
      assertTrue(gpu.resettable());
    }
  }

  private static void assertBar(HostFunction function, int index, long size) {
    HostBar bar = function.bar(index).orElseThrow();
    assertEquals(HostBar.Kind.MEMORY_64, bar.kind());
    assertEquals(size, bar.size());
    assertTrue(bar.prefetchable());
    assertTrue(function.bar(index + 1).isEmpty());
    assertEquals(0, bar.address() % size);
  }

  @Test
  void onlyGb200HasTheDvsecThatSparesTheCarveOut() {
    try (SimHost host = SimHosts.open("sim:gb200")) {
      HostFunction gpu = host.functions().getFirst();
      int dvsec = Chain.extendedOffset(gpu, 0x23);
      assertEquals(0x10de, gpu.configRead(dvsec + 4, 2));
      assertEquals(3, gpu.configRead(dvsec + 8, 2));
      assertEquals(1, gpu.configRead(dvsec + 10, 2) & 1);
    }
    try (SimHost host = SimHosts.open("sim:gh200-96g")) {
      assertEquals(0, Chain.extendedOffset(host.functions().getFirst(), 0x23));
    }
  }

  @Test
  void withoutAcpiThereAreNoProperties() {
    try (SimHost host = SimHosts.open("sim:gh200-no-acpi")) {
      HostFunction gpu = host.functions().getFirst();
      assertEquals(OptionalLong.empty(), gpu.property("nvidia,gpu-mem-base-pa"));
      assertEquals(OptionalLong.empty(), gpu.property("nvidia,gpu-mem-size"));
    }
  }

  @ParameterizedTest
  @CsvSource({"gh200-96g, 0009:02:00.0", "gb200, 0008:02:00.0", "gh200-no-acpi, 0009:02:00.0"})
  void secondFunctionIsThePlainOne(String name, String address) {
    try (SimHost host = SimHosts.open("sim:" + name)) {
      HostFunction plain = host.functions().get(1);
      assertEquals(address, plain.address().toString());
      assertEquals(new PciIds(0x1234, 0x5646, 0x1234, 1, 0x12_0000), plain.ids());
      assertEquals(List.of(0x01, 0x05, 0x10, 0x11), Chain.standard(plain));
      assertEquals(1, plain.configRead(0x3d, 1));
      assertEquals(7, plain.configRead(0xb2, 2), "MSI-X table size less 1");
      assertEquals(0x34494f56, plain.bar(0).orElseThrow().read(0, 4));
      assertEquals(2, host.functions().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gh200-96g", "sim:", "vfio:0000:01:00.0", ""})
  void hostThatIsNotSimulatedIsRefused(String spec) {
    ProfileException e = assertThrows(ProfileException.class, () -> SimHosts.open(spec).close());
    assertEquals("'" + spec + "' is not sim:NAME or sim:FILE", e.getMessage());
  }

  @Test
  void hostCanBeAFile(@TempDir Path directory) throws IOException {
    String text =
        """
        {"description": "d", "functions": [{"address": "01:00.0",
         "ids": {"vendor": 1, "device": 2, "class": 3}}]}\
        """;
    Path file = Files.writeString(directory.resolve("my.json"), text);
    try (SimHost host = SimHosts.open("sim:" + file)) {
      assertEquals("sim:" + file, host.name());
      assertEquals("0000:01:00.0", host.functions().getFirst().address().toString());
      assertEquals(0, host.allocatedBytes());
    }
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    ProfileException e =
        assertThrows(UnknownProfileException.class, () -> SimHosts.open("sim:gh300").close());
    assertEquals(
        "no built-in profile 'gh300'; there are gh200-96g, gh200-144g, gb200, gh200-no-acpi",
        e.getMessage());
    assertEquals("gh200-96g", Profile.builtInNames().getFirst());
  }
}
