package io.vfio4j.example.trace;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.plugin.nvgrace.NvgraceDriver;
import io.vfio4j.testkit.SimulatedBinding;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A GPU keeps to the device contract with the wrapper around it, too. */
class TraceContractTest extends VfioDeviceContract {
  private static final Lines LINES = new Lines();

  @BeforeAll
  static void catchLines() {
    LINES.start();
  }

  @AfterAll
  static void letThemGo() {
    LINES.stop();
  }

  Map<String, String> settings() {
    return Map.of();
  }

  @Override
  protected SimulatedDevice bind() {
    return SimulatedBinding.of("gh200-96g", new TraceDriver(), new NvgraceDriver())
        .with(settings())
        .named(PciAddress.parse("0009:01:00.0"))
        .bind();
  }

  @Override
  protected Set<DeviceTrait> traits() {
    return EnumSet.of(
        DeviceTrait.RESETTABLE,
        DeviceTrait.MAPPABLE,
        DeviceTrait.INTX,
        DeviceTrait.MSI,
        DeviceTrait.MSIX,
        DeviceTrait.ERR,
        DeviceTrait.REQ);
  }
}
