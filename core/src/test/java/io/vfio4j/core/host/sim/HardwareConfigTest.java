package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.profile.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareConfigTest {
  private static final String WITHOUT_NO_SOFT_RESET =
      """
      {
        "description": "every kind of BAR, a ROM, D3hot that forgets",
        "functions": [
          {
            "address": "0000:01:00.0",
            "ids": { "vendor": 1, "device": 2, "class": "0xff0000" },
            "configSize": 256,
            "capabilities": [
              { "type": "power-management", "offset": "0x40", "noSoftReset": false, "pme": 1 },
              { "type": "express", "offset": "0x60", "flr": false }
            ],
            "raw": [{ "offset": "0xf0", "data": "01 02 03" }],
            "bars": [
              { "index": 0, "kind": "memory-32", "size": "8KiB",
                "initial": [{ "offset": 8, "value": "0x12345678" }] },
              { "index": 1, "kind": "io", "size": 64 },
              { "index": 2, "kind": "memory-64", "size": "8GiB" },
              { "index": 4, "kind": "memory-32", "size": 64, "prefetchable": true }
            ],
            "rom": { "size": "64KiB", "data": "55 aa 01 02 03" }
          }
        ]
      }
      """;

  private final SimHost gh200 = SimHosts.open("sim:gh200-96g");
  private final HostFunction gpu = gh200.functions().getFirst();
  private final SimHost other = SimHost.load(Profile.parse(WITHOUT_NO_SOFT_RESET, "test"));
  private final HostFunction function = other.functions().getFirst();

  @AfterEach
  void close() {
    gh200.close();
    other.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0x10, 0x0200000c, 0xff00000c",
    "0x14, 0x00006620, 0xffffffff",
    "0x18, 0x0000000c, 0x0000000c",
    "0x1c, 0x00006600, 0xffffffe0",
    "0x20, 0x0000000c, 0xfe00000c",
    "0x24, 0x00006620, 0xffffffff",
    "0x30, 0x00000000, 0x00000000",
  })
  void barsOfTheGpuAreSizedAsInHardware(String offset, String before, String after) {
    assertSizing(gpu, offset, before, after);
  }

  @ParameterizedTest
  @CsvSource({
    "0x10, 0x40000000, 0xffffe000",
    "0x14, 0x00001001, 0xffffffc1",
    "0x18, 0x00000004, 0x00000004",
    "0x1c, 0x00007000, 0xfffffffe",
    "0x20, 0x40002008, 0xffffffc8",
    "0x24, 0x00000000, 0x00000000",
    "0x30, 0x40010000, 0xffff0001",
  })
  void everyKindOfBarIsSizedAsInHardware(String offset, String before, String after) {
    assertSizing(function, offset, before, after);
  }

  private static void assertSizing(
      HostFunction function, String offset, String before, String after) {
    int at = Integer.decode(offset);
    assertEquals(Integer.parseUnsignedInt(before.substring(2), 16), function.configRead(at, 4));
    function.configWrite(at, 4, -1);
    assertEquals(Integer.parseUnsignedInt(after.substring(2), 16), function.configRead(at, 4));
  }

  @Test
  void firmwareHasEnabledWhatBarsNeed() {
    assertEquals(0x0002, gpu.configRead(4, 2));
    assertEquals(0x0003, function.configRead(4, 2));
    assertEquals(0x0010, gpu.configRead(6, 2));
  }

  @Test
  void commandHasTheBitsOfAPciExpressFunction() {
    gpu.configWrite(4, 2, 0xffff);
    assertEquals(0x0547, gpu.configRead(4, 2));
    gpu.configWrite(5, 1, 0);
    assertEquals(0x0047, gpu.configRead(4, 2));
  }

  @Test
  void identityAndCapabilitiesCannotBeWritten() {
    gpu.configWrite(0, 4, 0);
    gpu.configWrite(0x34, 1, 0);
    gpu.configWrite(0x40, 2, 0);
    assertEquals(0x2342_10de, gpu.configRead(0, 4));
    assertEquals(0x40, gpu.configRead(0x34, 1));
    assertEquals(0x4801, gpu.configRead(0x40, 2));
    function.configWrite(0xf0, 4, -1);
    assertEquals(0x0003_0201, function.configRead(0xf0, 4));
    assertEquals(256, function.configSize());
  }

  @Test
  void narrowAccessesArePartsOfWideOnes() {
    gpu.configWrite(0x3c, 1, 0x42);
    assertEquals(0x0142, gpu.configRead(0x3c, 2));
    assertEquals(0x0000_0142, gpu.configRead(0x3c, 4));
    assertEquals(0xde, gpu.configRead(0, 1));
  }

  @Test
  void stateOfPowerIsKeptWithoutReset() {
    gpu.configWrite(4, 2, 0x0006);
    gpu.configWrite(0x44, 2, 3);
    assertEquals(0x000b, gpu.configRead(0x44, 2));
    gpu.configWrite(0x44, 2, 1);
    assertEquals(0x000b, gpu.configRead(0x44, 2), "there is no D1");
    gpu.configWrite(0x44, 2, 0);
    assertEquals(0x0008, gpu.configRead(0x44, 2));
    assertEquals(0x0006, gpu.configRead(4, 2));
  }

  @Test
  void wayOutOfD3HotResetsWithoutNoSoftReset() {
    function.bar(0).orElseThrow().write(8, 4, 0);
    function.configWrite(0x44, 2, 3);
    assertEquals(0x0003, function.configRead(4, 2));
    function.configWrite(0x44, 2, 0);
    assertEquals(0, function.configRead(4, 2));
    assertEquals(0, function.configRead(0x10, 4));
    assertEquals(0x12345678, function.bar(0).orElseThrow().read(8, 4));
  }

  @Test
  void bitInDeviceControlResetsTheFunction() {
    gpu.bar(0).orElseThrow().write(0x1498, 4, 0);
    gpu.configWrite(0x3c, 1, 0x42);
    assertTrue((gpu.configRead(0x64, 4) & 1 << 28) != 0, "function level reset");
    gpu.configWrite(0x68, 2, 0xa810);
    assertEquals(0x2810, gpu.configRead(0x68, 2));
    assertEquals(0, gpu.configRead(4, 2));
    assertEquals(0, gpu.configRead(0x3c, 1));
    assertEquals(0x0000_000c, gpu.configRead(0x10, 4));
    assertEquals(0xff, gpu.bar(0).orElseThrow().read(0x1498, 4));
  }

  @Test
  void functionWithoutTheCapabilityIgnoresThatBit() {
    function.configWrite(0x68, 2, 0xa810);
    assertEquals(0x0003, function.configRead(4, 2));
  }

  @Test
  void resetByTheHostRestoresConfigSpaceAndWakes() {
    gpu.configWrite(4, 2, 0x0006);
    gpu.configWrite(0x44, 2, 3);
    gpu.reset();
    assertEquals(0x0006, gpu.configRead(4, 2));
    assertEquals(0x0008, gpu.configRead(0x44, 2));
    assertEquals(0x0200_000c, gpu.configRead(0x10, 4));
  }

  @Test
  void messageControlIsWritableWhereHardwareLetsIt() {
    gpu.configWrite(0x4a, 2, 0xffff);
    assertEquals(0x01f9, gpu.configRead(0x4a, 2), "MSI: 16 vectors, 64 bits, maskable");
    gpu.configWrite(0xb2, 2, 0xffff);
    assertEquals(0xc008, gpu.configRead(0xb2, 2), "MSI-X: 9 vectors");
    assertEquals(0x00b9_0000, gpu.configRead(0xb4, 4));
    assertEquals(0x00ba_0000, gpu.configRead(0xb8, 4));
  }

  @Test
  void extendedCapabilitiesAreChained() {
    assertEquals(0x12c1_0019, gpu.configRead(0x100, 4));
    assertEquals(0x1341_0018, gpu.configRead(0x12c, 4));
    assertEquals(0x1b81_0015, gpu.configRead(0x134, 4));
    assertEquals(0x2a42_0001, gpu.configRead(0x1b8, 4));
    assertEquals(0x2b81_000b, gpu.configRead(0x2a4, 4));
    assertEquals(0x0141_0001, gpu.configRead(0x2a8, 4));
    assertEquals(0x2f01_0004, gpu.configRead(0x2b8, 4));
    assertEquals(0x0001_0003, gpu.configRead(0x2f0, 4));
    assertEquals(1 << 21, gpu.configRead(0x138, 4), "128 GiB");
    assertEquals(0x1122, gpu.configRead(0x13c, 4), "BAR 2, the only one, 128 GiB");
  }
}
