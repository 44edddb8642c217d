package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import io.vfio4j.core.pci.FakeFunction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigRegistersTest {
  private final List<Register> registers = ConfigRegisters.of(FakeFunction.gpu());

  private Register named(String name) {
    return registers.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theHeaderHasTheNamesOfTheKernel() {
    assertEquals(new Register(RegionIndex.CONFIG, 4, 2, "COMMAND"), named("COMMAND"));
    assertEquals(
        new Register(RegionIndex.CONFIG, 0x18, 4, "BASE_ADDRESS_2"), named("BASE_ADDRESS_2"));
    assertEquals(
        new Register(RegionIndex.CONFIG, 0x3d, 1, "INTERRUPT_PIN"), named("INTERRUPT_PIN"));
  }

  @Test
  void aCapabilityIsWhereTheFunctionHasIt() {
    assertEquals(new Register(RegionIndex.CONFIG, 0x40, 52, "CAP_EXP"), named("CAP_EXP"));
    assertEquals(0x7c, named("CAP_MSI").offset());
    assertFalse(registers.stream().anyMatch(r -> r.name().equals("CAP_MSIX")));
  }
}
