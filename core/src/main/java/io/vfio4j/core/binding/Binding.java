package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.core.host.HostFunction;
import java.util.List;
import java.util.Optional;

/**
 * What became of a function, and why.
 *
 * @param function the function
 * @param candidates every driver that matched it, the best first
 * @param device the device to serve; contains whatever the plugin throws. Empty: unbound
 * @param errno what binding it failed with; empty if it is bound, or if no driver wanted it
 * @param reason why it is bound as it is, or unbound, in one line
 */
public record Binding(
    HostFunction function,
    List<Candidate> candidates,
    Optional<VfioDevice> device,
    Optional<Errno> errno,
    String reason) {

  /** Keeps a copy of the candidates. */
  public Binding {
    candidates = List.copyOf(candidates);
  }

  /** The driver that has it. */
  public Optional<CatalogDriver> driver() {
    return candidates.stream()
        .filter(candidate -> candidate.outcome() == Outcome.TAKEN)
        .map(Candidate::driver)
        .findFirst();
  }
}
