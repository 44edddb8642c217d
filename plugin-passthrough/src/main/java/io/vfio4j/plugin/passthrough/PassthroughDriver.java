package io.vfio4j.plugin.passthrough;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/**
 * Presents a function exactly as its hardware shows it.
 *
 * <p>This is all that a plugin needs: a class that implements {@link VariantDriver} and has a
 * public constructor without parameters, and a file {@code
 * META-INF/services/io.vfio4j.api.VariantDriver} that names it. The kernel's counterpart is the
 * driver vfio-pci, which hangs vfio-pci-core's own operations into every slot.
 *
 * <p>A variant that changes something returns a device of its own from {@link #probe}, usually one
 * that extends {@link io.vfio4j.api.ForwardingVfioDevice} and overrides what differs.
 */
public final class PassthroughDriver implements VariantDriver {

  @Override
  public String name() {
    return "passthrough";
  }

  /**
   * Every function, by the least specific row there is. So it comes last among the candidates, and
   * whatever all others leave or decline still finds a driver.
   */
  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.any());
  }

  /**
   * Takes every function. The context's core device is vfio-pci-core for this function: config
   * space, BARs, interrupts, reset and features, complete as it is.
   */
  @Override
  public VfioDevice probe(DeviceContext context) {
    return context.core();
  }
}
