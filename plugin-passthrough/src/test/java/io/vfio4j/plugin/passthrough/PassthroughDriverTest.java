package io.vfio4j.plugin.passthrough;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.pci.PciIds;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PassthroughDriverTest {

  @Test
  void isFoundAsAService() {
    List<String> names =
        ServiceLoader.load(VariantDriver.class).stream()
            .filter(provider -> provider.type() == PassthroughDriver.class)
            .map(provider -> provider.get().name())
            .toList();
    assertEquals(List.of("passthrough"), names);
  }

  @Test
  void isForEveryFunctionAndTheLastChoiceForEach() {
    PciIds ids = new PciIds(0x1234, 0x11e8, 0, 0, 0xff0000);
    PassthroughDriver driver = new PassthroughDriver();
    assertEquals(1, driver.idTable().size());
    assertTrue(driver.idTable().getFirst().matches(ids));
    assertEquals(0, driver.idTable().getFirst().specificity());
  }
}
