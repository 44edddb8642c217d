package io.vfio4j.testkit.script.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.CoreDriver;
import io.vfio4j.testkit.SimulatedDevice;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeviceShapeTest {

  private static DeviceShape plainFunction() {
    try (SimulatedDevice device =
        SimulatedDevice.bind(
            "gh200-96g", CoreDriver.plain(), io.vfio4j.api.pci.PciAddress.parse("0009:02:00.0"))) {
      device.device().open();
      DeviceShape shape = DeviceShape.of(device.device());
      device.device().close();
      return shape;
    }
  }

  @Test
  void hasAllRegionsWithTheirEdges() {
    Map<Integer, RegionShape> regions =
        plainFunction().regions().stream()
            .collect(Collectors.toMap(RegionShape::index, Function.identity()));
    assertEquals(9, regions.size());
    assertEquals(List.of(0L, 0x1000L), regions.get(0).edges());
    assertEquals(List.of(0L, 0x1000L, 0xff000L, 0x100000L), regions.get(2).edges());
    assertTrue(regions.get(2).mappable());
    assertEquals(RegionShape.absent(8), regions.get(8));
  }

  @Test
  void hasTheRegistersOfHeaderAndCapabilities() {
    List<Integer> registers = plainFunction().config().registers();
    assertTrue(registers.containsAll(List.of(0x00, 0x3c, 0x40, 0x44)), registers.toString());
    assertTrue(registers.stream().allMatch(register -> register < 0x100), registers.toString());
  }

  @Test
  void saysHowItIsWokenAndReset() {
    assertEquals(List.of("write 7 0x44 0000", "write 7 0x4 0604"), plainFunction().revival());
    assertEquals(2, plainFunction().resets().size());
  }
}
