package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The search for one function's driver: goes down the candidates and notes what became of each. */
final class Search {
  private final Binder binder;
  private final BindableFunction bindable;
  private final List<CatalogDriver> wrappers;
  private final Selection selection;
  private final List<Match> matches;
  private final List<Candidate> candidates = new ArrayList<>();
  private Optional<VfioDevice> device = Optional.empty();
  private Optional<Errno> errno = Optional.empty();
  private String end = "";
  private Optional<Probe> taken = Optional.empty();
  private int rank;

  /**
   * @param wrappers the drivers for which this one is sought, the outermost first; none if it is to
   *     be the function's
   */
  Search(
      Binder binder, BindableFunction bindable, List<CatalogDriver> wrappers, Selection selection) {
    this.binder = binder;
    this.bindable = bindable;
    this.wrappers = wrappers;
    this.selection = selection;
    this.matches = selection.matches();
  }

  Binding run() {
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      if (i == 0 || match.specificity() < matches.get(i - 1).specificity()) {
        rank++;
      }
      List<Match> equals = equalTo(match);
      if (!end.isEmpty()) {
        notTried(match, end);
      } else if (equals.size() > 1) {
        ambiguous(match, equals);
      } else {
        probe(match);
      }
    }
    return new Binding(
        bindable.function(), candidates, device, errno, end.isEmpty() ? noDriver() : end);
  }

  private List<Match> equalTo(Match match) {
    return matches.stream().filter(other -> other.specificity() == match.specificity()).toList();
  }

  private void ambiguous(Match match, List<Match> equals) {
    String names =
        equals.stream()
            .map(equal -> "%s (%s)".formatted(equal.name(), equal.driver().origin()))
            .collect(Collectors.joining(" and "));
    errno = Optional.of(Errno.EBUSY);
    end = "%s match equally well; %s".formatted(names, selection.choice().apply(match));
    notTried(match, end);
  }

  private void probe(Match match) {
    Probe probe = binder.probe(match.driver(), bindable, wrappers);
    Probe.Result result = probe.run();
    switch (result.outcome()) {
      case TAKEN -> {
        taken = Optional.of(probe);
        device = result.device();
        String why = selection.why().apply(match);
        end = why + wraps(probe) + declined("; ", "");
        add(match, Outcome.TAKEN, why, probe.wrapped());
      }
      case DECLINED -> add(match, Outcome.DECLINED, result.reason(), probe.wrapped());
      case FAILED -> {
        errno = result.errno();
        end = "%s failed: %s".formatted(match.name(), result.reason());
        add(match, Outcome.FAILED, result.reason(), probe.wrapped());
      }
      case NOT_TRIED -> throw new IllegalStateException("a probe that was not tried");
    }
  }

  private static String wraps(Probe probe) {
    return probe.wrapped().stream()
        .filter(candidate -> candidate.outcome() == Outcome.TAKEN)
        .map(candidate -> "; wraps " + candidate.driver().name())
        .collect(Collectors.joining());
  }

  private String noDriver() {
    return matches.isEmpty() ? selection.nobody() : declined("", "; ");
  }

  private String declined(String before, String between) {
    return candidates.stream()
        .filter(candidate -> candidate.outcome() == Outcome.DECLINED)
        .map(other -> "%s%s declined: %s".formatted(before, other.driver().name(), other.reason()))
        .collect(Collectors.joining(between));
  }

  private void notTried(Match match, String reason) {
    String why = device.isPresent() ? "a better match took it" : reason;
    add(match, Outcome.NOT_TRIED, why, List.of());
  }

  private void add(Match match, Outcome outcome, String reason, List<Candidate> wrapped) {
    candidates.add(new Candidate(match.driver(), match.row(), rank, outcome, reason, wrapped));
  }

  /** Every driver that matched, as far as the search has come. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** The function, or the wrapper for which this was, has what was found: for good. */
  void bound() {
    taken.ifPresent(Probe::bound);
  }

  /** The wrapper for which this was did not take the function. */
  void released() {
    taken.ifPresent(Probe::released);
  }
}
