package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.SpiReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET_REGION_INFO of the two regions of memory, whatever room the client says it has. */
class RegionInfoRoomTest {

  private static String answer(String operation) {
    SpiReader reader = new SpiReader(() -> SimulatedDevice.bind("gh200-96g", new NvgraceDriver()));
    return reader.run(Script.parse("probe\n" + operation)).lines().getLast().answer();
  }

  @ParameterizedTest
  @CsvSource({"0", "31"})
  void isRefusedBelowTheStructItself(int argsz) {
    assertEquals("EINVAL", answer("region 2 " + argsz));
    assertEquals("EINVAL", answer("region 4 " + argsz));
  }

  /** The flag that there are capabilities is set; there is no offset to them, and none is there. */
  @ParameterizedTest
  @CsvSource({"32", "63"})
  void saysHowMuchRoomTheCapabilitiesWouldTake(int argsz) {
    assertEquals(
        "size 0x40000000 flags 0xf offset 0x20000000000 argsz 64", answer("region 2 " + argsz));
    assertEquals(
        "size 0x2000000000 flags 0xf offset 0x40000000000 argsz 64", answer("region 4 " + argsz));
  }

  @ParameterizedTest
  @CsvSource({"64", "4096"})
  void hasTheCapabilitiesWhereThereIsRoom(int argsz) {
    assertEquals(
        "size 0x40000000 flags 0xf offset 0x20000000000 argsz %d sparse 0x0+0x40000000"
            .formatted(argsz),
        answer("region 2 " + argsz));
    assertEquals(
        "size 0x2000000000 flags 0xf offset 0x40000000000 argsz %d sparse 0x0+0x17c0000000"
            .formatted(argsz),
        answer("region 4 " + argsz));
  }
}
