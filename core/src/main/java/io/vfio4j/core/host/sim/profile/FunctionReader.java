package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.host.HostBar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From the keys of a function to a {@link FunctionProfile}. */
final class FunctionReader {
  private static final List<String> PINS = List.of("none", "A", "B", "C", "D");

  private final Fields fields;
  private final AddressPlan addresses;
  private final FunctionProperties properties;

  FunctionReader(Fields fields, AddressPlan addresses, FunctionProperties properties) {
    this.fields = fields;
    this.addresses = addresses;
    this.properties = properties;
  }

  /** Claims the addresses that the profile gives; those of all functions before any is found. */
  void claimAddresses() {
    fields.objects("bars").forEach(bar -> BarReader.claim(bar, addresses));
    if (fields.has("rom")) {
      new RomReader(fields.object("rom"), addresses).claim();
    }
    if (fields.has("coherentMemory")) {
      claimCoherentMemory(fields.object("coherentMemory"));
    }
  }

  /** After {@link #claimAddresses}. */
  FunctionProfile read() {
    int configSize = configSize();
    CapabilityReader capabilities = new CapabilityReader(fields, configSize);
    return new FunctionProfile(
        address("address"),
        ids(fields.object("ids")),
        fields.object("ids").small("revision"),
        configSize,
        PINS.indexOf(fields.text("interruptPin")),
        fields.flag("resettable"),
        HeaderReader.registers(fields),
        fields.has("virtualFunctionOf")
            ? Optional.of(address("virtualFunctionOf"))
            : Optional.empty(),
        capabilities.capabilities(),
        capabilities.raw(),
        bars(),
        rom(),
        coherentMemory(),
        properties.of(fields));
  }

  private int configSize() {
    int size = fields.small("configSize");
    if (size != 256 && size != 4096) {
      throw fields.problem("configSize", "%d is not 256 or 4096", size);
    }
    return size;
  }

  private PciAddress address(String key) {
    try {
      return PciAddress.parse(fields.text(key));
    } catch (IllegalArgumentException e) {
      throw fields.problem(key, "%s", e.getMessage());
    }
  }

  private static PciIds ids(Fields ids) {
    return new PciIds(
        ids.small("vendor"),
        ids.small("device"),
        ids.small("subsystemVendor"),
        ids.small("subsystemDevice"),
        ids.small("class"));
  }

  private List<BarProfile> bars() {
    MsixParts msix = new MsixParts(fields);
    Claims registers = new Claims();
    List<BarProfile> bars = new ArrayList<>();
    for (Fields each : fields.objects("bars")) {
      int index = each.small("index");
      BarProfile bar = BarReader.read(each, msix.in(index), addresses);
      int count = bar.kind() == HostBar.Kind.MEMORY_64 ? 2 : 1;
      claimRegisters(registers, new MemoryRange(index, count), each);
      bars.add(bar);
    }
    msix.checkBars(bars);
    checkEngines(bars);
    bars.sort(Comparator.comparingInt(BarProfile::index));
    return List.copyOf(bars);
  }

  private static void claimRegisters(Claims registers, MemoryRange range, Fields bar) {
    Optional<String> other = registers.owner(range);
    if (other.isPresent()) {
      throw bar.problem("index", "%s already takes this BAR register", other.get());
    }
    registers.claim(range, "BAR " + range.base(), bar.place());
  }

  private void checkEngines(List<BarProfile> bars) {
    for (Fields bar : fields.objects("bars")) {
      for (Fields register : bar.objects("registers")) {
        if (register.has("bar")) {
          MsixParts.checkMemory(register, "bar", bars);
        }
      }
    }
  }

  private Optional<RomProfile> rom() {
    return fields.has("rom")
        ? Optional.of(new RomReader(fields.object("rom"), addresses).read())
        : Optional.empty();
  }

  private void claimCoherentMemory(Fields memory) {
    MemoryRange range = range(memory);
    if (range.size() == 0 || range.base() % BarReader.PAGE != 0) {
      throw memory.place().problem("empty, or does not begin at a page (4096 bytes)");
    }
    addresses.claimMemory(range, memory.place());
  }

  private Optional<MemoryRange> coherentMemory() {
    return fields.has("coherentMemory")
        ? Optional.of(range(fields.object("coherentMemory")))
        : Optional.empty();
  }

  private static MemoryRange range(Fields memory) {
    return new MemoryRange(memory.number("base"), memory.number("size"));
  }
}
