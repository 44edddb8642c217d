package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.function.Function;

/** A driver for any function, whose device is made of its context. */
record ContextDriver(Function<DeviceContext, VfioDevice> device) implements VariantDriver {

  @Override
  public String name() {
    return "test";
  }

  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.any());
  }

  @Override
  public VfioDevice probe(DeviceContext context) {
    return device.apply(context);
  }
}
