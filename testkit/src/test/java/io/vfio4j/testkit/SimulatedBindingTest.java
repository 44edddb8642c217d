package io.vfio4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedBindingTest {
  private static final PciAddress PLAIN = PciAddress.parse("0009:02:00.0");

  /** Wraps whichever driver its setting names. */
  private static final class Wrapper implements VariantDriver {
    @Override
    public String name() {
      return "wrapper";
    }

    @Override
    public List<PciMatch> idTable() {
      return List.of(PciMatch.none());
    }

    @Override
    public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
      return new ForwardingVfioDevice(context.variant(context.setting("wraps").orElseThrow())) {};
    }
  }

  private static SimulatedBinding wrapping(String other) {
    return SimulatedBinding.of("gh200-96g", new Wrapper(), CoreDriver.plain())
        .with(Map.of("wraps", other));
  }

  @Test
  void aDriverThatIsOnlyNamedIsBoundWhereItIsNamed() {
    try (SimulatedDevice simulated = wrapping("test").named(PLAIN).bind()) {
      assertEquals(PLAIN, simulated.function().address());
      simulated.device().open();
      assertEquals(1 << 20, simulated.device().regionInfo(2).size());
      simulated.device().close();
    }
  }

  @Test
  void aDriverThatWrapsNothingThereIsFails() {
    SimulatedBinding binding = wrapping("nobody").named(PLAIN);
    assertEquals(Errno.ENODEV, assertThrows(VfioException.class, binding::bind).errno());
  }
}
