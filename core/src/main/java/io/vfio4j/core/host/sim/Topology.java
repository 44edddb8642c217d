package io.vfio4j.core.host.sim;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a host's functions lie together: bus 0 of each segment is its root bus, every other is behind
 * a port that can reset it, but for a bus that only virtual functions are on, or one that does not
 * survive it. The functions of one device are one IOMMU group, but for those with access control
 * services (ACS), and for virtual functions.
 */
final class Topology {
  private static final int ACCESS_CONTROL = 0x0d;
  private static final int SINGLE_ROOT = 0x10;

  private final List<HostFunction> functions;
  private final Map<PciAddress, Integer> groups = new HashMap<>();
  private final Map<PciAddress, Virtualization> virtualizations = new HashMap<>();

  /**
   * A topology.
   *
   * @param profiles of all functions
   * @param functions the functions themselves, still to be filled in
   */
  Topology(List<FunctionProfile> profiles, List<HostFunction> functions) {
    this.functions = functions;
    Map<PciAddress, Integer> first = new HashMap<>();
    for (FunctionProfile profile : profiles) {
      int next = first.size();
      PciAddress together = alone(profile) ? profile.address() : device(profile.address());
      groups.put(profile.address(), first.computeIfAbsent(together, _ -> next));
      virtualizations.put(profile.address(), virtualization(profile, profiles));
    }
  }

  private static boolean alone(FunctionProfile profile) {
    return profile.hasExtended(ACCESS_CONTROL) || profile.physicalFunction().isPresent();
  }

  private static PciAddress device(PciAddress address) {
    return new PciAddress(address.segment(), address.bus(), address.device(), 0);
  }

  private static Virtualization virtualization(
      FunctionProfile profile, List<FunctionProfile> profiles) {
    boolean active =
        profiles.stream()
            .anyMatch(other -> other.physicalFunction().equals(Optional.of(profile.address())));
    return new Virtualization(
        profile.physicalFunction(), active || profile.hasExtended(SINGLE_ROOT), active);
  }

  List<HostFunction> resetTogether(PciAddress address) {
    List<HostFunction> together =
        functions.stream().filter(each -> sharesBus(address, each.address())).toList();
    boolean behindPort = together.stream().anyMatch(each -> !isVirtual(each));
    boolean survives = together.stream().noneMatch(BusResetQuirk::forbids);
    return address.bus() != 0 && behindPort && survives ? together : List.of();
  }

  private static boolean isVirtual(HostFunction function) {
    return function.virtualization().physicalFunction().isPresent();
  }

  private static boolean sharesBus(PciAddress one, PciAddress other) {
    return one.segment() == other.segment() && one.bus() == other.bus();
  }

  int iommuGroup(PciAddress address) {
    return groups.get(address);
  }

  Virtualization virtualization(PciAddress address) {
    return virtualizations.get(address);
  }
}
