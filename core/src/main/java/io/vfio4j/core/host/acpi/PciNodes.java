package io.vfio4j.core.host.acpi;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Goes from a host bridge down to a function's node, as the kernel does: by {@code _ADR} at each
 * step. Where several nodes have the same address, the first by path is taken.
 */
final class PciNodes {
  private final List<AcpiDevice> hostBridges = new ArrayList<>();
  private final Map<NamePath, List<AcpiDevice>> children = new HashMap<>();

  PciNodes(Collection<AcpiDevice> devices) {
    for (AcpiDevice device : devices) {
      if (device.hostBridge() || device.bus().isPresent()) {
        hostBridges.add(device);
      }
      device
          .path()
          .parent()
          .ifPresent(
              parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(device));
    }
  }

  Optional<AcpiDevice> find(PciAddress address, SecondaryBuses buses) {
    return hostBridges.stream()
        .filter(bridge -> bridge.segment().orElse(0) == address.segment())
        .flatMap(bridge -> below(bridge, bus(bridge), address, buses).stream())
        .findFirst();
  }

  private static long bus(AcpiDevice hostBridge) {
    return hostBridge.bus().orElse(0);
  }

  private Optional<AcpiDevice> below(
      AcpiDevice bridge, long bus, PciAddress address, SecondaryBuses buses) {
    if (bus == address.bus()) {
      return child(bridge, ((long) address.device() << 16) | address.function());
    }
    for (AcpiDevice child : children.getOrDefault(bridge.path(), List.of())) {
      OptionalInt secondary = secondary(child, address.segment(), bus, buses);
      Optional<AcpiDevice> found =
          secondary.isPresent()
              ? below(child, secondary.getAsInt(), address, buses)
              : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static OptionalInt secondary(
      AcpiDevice device, int segment, long bus, SecondaryBuses buses) {
    long address = device.address().orElse(-1);
    long number = address >>> 16;
    long function = address & 0xffff;
    if (number > 0x1f || function > 7 || bus < 0 || bus > 0xff) {
      return OptionalInt.empty();
    }
    return buses.below(new PciAddress(segment, (int) bus, (int) number, (int) function));
  }

  private Optional<AcpiDevice> child(AcpiDevice parent, long address) {
    return children.getOrDefault(parent.path(), List.of()).stream()
        .filter(child -> child.address().isPresent())
        .filter(child -> child.address().getAsLong() == address)
        .findFirst();
  }

  Optional<AcpiDevice> find(int segment, int bus, List<Long> addresses) {
    return hostBridges.stream()
        .filter(bridge -> bridge.segment().orElse(0) == segment && bus(bridge) == bus)
        .flatMap(bridge -> follow(bridge, addresses).stream())
        .findFirst();
  }

  private Optional<AcpiDevice> follow(AcpiDevice bridge, List<Long> addresses) {
    Optional<AcpiDevice> device = Optional.of(bridge);
    for (long address : addresses) {
      device = device.flatMap(parent -> child(parent, address));
    }
    return device;
  }
}
