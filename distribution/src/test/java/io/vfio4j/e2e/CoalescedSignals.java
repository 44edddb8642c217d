package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import java.util.List;

/**
 * Counters of eventfds of which the same are 0. e1000e raises an interrupt once more a moment
 * later, when its throttling timer ends, and of two the agent may make one.
 */
record CoalescedSignals() implements KnownDifference {

  @Override
  public String entry() {
    return "Interrupts of one vector that come close together";
  }

  @Override
  public boolean allows(String reader, Difference difference) {
    return difference.operation().startsWith("signals ")
        && arrived(difference.expected()).equals(arrived(difference.actual()));
  }

  private static List<Boolean> arrived(String counters) {
    return List.of(counters.split(" ", -1)).stream().map(each -> !each.equals("0")).toList();
  }
}
