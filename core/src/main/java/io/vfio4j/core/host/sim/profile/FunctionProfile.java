package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of a simulated host.
 *
 * @param address where it is
 * @param ids what it is
 * @param revision revision id
 * @param configSize 256 or 4096 bytes
 * @param interruptPin 0 for none, 1 for A to 4 for D
 * @param resettable whether it can be reset
 * @param header registers of the header that are not as usual
 * @param physicalFunction of which it is a virtual function
 * @param capabilities in the order of their chains
 * @param raw bytes of config space that belong to no capability, by offset
 * @param bars its BARs, by index
 * @param rom its expansion ROM
 * @param coherentMemory memory of its own that the host's processors address like theirs
 * @param properties of its ACPI node
 */
public record FunctionProfile(
    PciAddress address,
    PciIds ids,
    int revision,
    int configSize,
    int interruptPin,
    boolean resettable,
    List<HeaderRegister> header,
    Optional<PciAddress> physicalFunction,
    List<CapabilityProfile> capabilities,
    Map<Integer, RegisterImage> raw,
    List<BarProfile> bars,
    Optional<RomProfile> rom,
    Optional<MemoryRange> coherentMemory,
    Map<String, Long> properties) {

  /** Whether it has a capability in the chain at 0x100. */
  public boolean hasExtended(int id) {
    return capabilities.stream().anyMatch(each -> each.extended() && each.id() == id);
  }

  /** A capability of the chain at 0x34. */
  public Optional<CapabilityProfile> capability(int id) {
    return capabilities.stream().filter(each -> !each.extended() && each.id() == id).findFirst();
  }
}
