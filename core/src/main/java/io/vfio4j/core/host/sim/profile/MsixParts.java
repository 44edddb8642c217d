package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixPendingBits;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What MSI-X has in which BAR. */
final class MsixParts {
  private final Optional<Fields> msix;

  MsixParts(Fields function) {
    msix =
        function.objects("capabilities").stream()
            .filter(fields -> fields.type().equals("msi-x"))
            .findFirst();
  }

  List<RegisterProfile> in(int bar) {
    List<RegisterProfile> parts = new ArrayList<>();
    if (msix.isPresent()) {
      int vectors = msix.get().small("vectors");
      Fields table = msix.get().object("table");
      Fields pba = msix.get().object("pba");
      if (table.small("bar") == bar) {
        parts.add(new MsixTable(table.number("offset"), vectors));
      }
      if (pba.small("bar") == bar) {
        parts.add(new MsixPendingBits(pba.number("offset"), vectors));
      }
    }
    return parts;
  }

  void checkBars(List<BarProfile> bars) {
    if (msix.isPresent()) {
      checkBar(msix.get().object("table"), bars);
      checkBar(msix.get().object("pba"), bars);
    }
  }

  private static void checkBar(Fields place, List<BarProfile> bars) {
    checkMemory(place, "bar", bars);
  }

  /** Whether a key names a memory BAR that there is. */
  static void checkMemory(Fields fields, String key, List<BarProfile> bars) {
    int index = fields.small(key);
    boolean memory =
        bars.stream().anyMatch(bar -> bar.index() == index && bar.kind() != HostBar.Kind.IO);
    if (!memory) {
      throw fields.problem(key, "the function has no memory BAR %d", index);
    }
  }
}
