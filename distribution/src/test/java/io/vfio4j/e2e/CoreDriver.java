package io.vfio4j.e2e;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/** vfio-pci-core and nothing else, for any function: what Linux' vfio-pci is. */
record CoreDriver() implements VariantDriver {

  @Override
  public String name() {
    return "vfio-pci";
  }

  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.any());
  }

  @Override
  public VfioDevice probe(DeviceContext context) {
    return context.core();
  }
}
