package io.vfio4j.core.host;

import io.vfio4j.api.pci.PciAddress;
import java.util.Optional;

/**
 * What a function is to SR-IOV.
 *
 * @param physicalFunction of which it is a virtual function
 * @param capable whether it is a physical function, which can have virtual ones
 * @param active whether it has virtual functions now
 */
public record Virtualization(
    Optional<PciAddress> physicalFunction, boolean capable, boolean active) {
  /** Whether it has anything to do with SR-IOV. */
  public boolean any() {
    return physicalFunction.isPresent() || capable || active;
  }
}
