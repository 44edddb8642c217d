package io.vfio4j.testkit;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;
import java.util.function.UnaryOperator;

/** A driver for any function, whose device is vfio-pci-core with something around it. */
public record CoreDriver(UnaryOperator<VfioDevice> wrapper) implements VariantDriver {

  /** Nothing around it. */
  public static CoreDriver plain() {
    return new CoreDriver(UnaryOperator.identity());
  }

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
    return wrapper.apply(context.core());
  }
}
