package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.pci.PciAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** From text to a {@link Profile}. */
final class ProfileReader {
  /** Twenty characters can stand for a ROM of 1 MiB. */
  private static final long MOST_IN_ROMS = 32 << 20;

  private final AddressPlan addresses = new AddressPlan();
  private final TableSource tables;

  ProfileReader(TableSource tables) {
    this.tables = tables;
  }

  Profile read(String text, String origin) {
    Place top = Place.top(origin);
    Fields fields = ProfileSchema.PROFILE.read(JsonText.parse(text, top), top);
    FunctionProperties properties = FunctionProperties.read(fields, tables);
    List<Fields> all = fields.objects("functions");
    checkRoms(all);
    List<FunctionProfile> functions = functions(all, properties);
    checkVirtual(all, functions);
    if (functions.isEmpty()) {
      throw fields.problem("functions", "there is none");
    }
    functions.sort(Comparator.comparing(FunctionProfile::address));
    return new Profile(origin, fields.text("description"), functions);
  }

  private static void checkRoms(List<Fields> functions) {
    long total = 0;
    for (Fields function : functions) {
      total += function.has("rom") ? function.object("rom").length("data") : 0;
      if (total > MOST_IN_ROMS) {
        throw function.problem("rom", "with those before more than %d bytes", MOST_IN_ROMS);
      }
    }
  }

  private List<FunctionProfile> functions(List<Fields> all, FunctionProperties properties) {
    List<FunctionReader> readers =
        all.stream().map(each -> new FunctionReader(each, addresses, properties)).toList();
    readers.forEach(FunctionReader::claimAddresses);
    List<FunctionProfile> functions = new ArrayList<>();
    for (Fields function : all) {
      FunctionProfile read = readers.get(functions.size()).read();
      checkAddress(read.address(), functions, function);
      functions.add(read);
    }
    return functions;
  }

  private static void checkVirtual(List<Fields> all, List<FunctionProfile> functions) {
    for (int i = 0; i < functions.size(); i++) {
      Optional<PciAddress> of = functions.get(i).physicalFunction();
      if (of.isPresent() && functions.stream().noneMatch(each -> isPhysical(each, of.get()))) {
        throw all.get(i)
            .problem("virtualFunctionOf", "no function of the host that is not virtual");
      }
    }
  }

  private static boolean isPhysical(FunctionProfile function, PciAddress address) {
    return function.address().equals(address) && function.physicalFunction().isEmpty();
  }

  private static void checkAddress(
      PciAddress address, List<FunctionProfile> others, Fields function) {
    if (others.stream().anyMatch(other -> other.address().equals(address))) {
      throw function.problem("address", "%s is taken by another function", address);
    }
  }
}
