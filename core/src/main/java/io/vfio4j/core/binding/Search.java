package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The search for one function's driver: goes down the candidates and notes what became of each. */
final class Search {
  private final Binder binder;
  private final BindableFunction bindable;
  private final List<Match> matches;
  private final @Nullable String named;
  private final List<Candidate> candidates = new ArrayList<>();
  private Optional<VfioDevice> device = Optional.empty();
  private Optional<Errno> errno = Optional.empty();
  private String end = "";
  private int rank;

  Search(Binder binder, BindableFunction bindable, List<Match> matches, @Nullable String named) {
    this.binder = binder;
    this.bindable = bindable;
    this.matches = matches;
    this.named = named;
  }

  Binding run() {
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      if (i == 0 || match.specificity() < matches.get(i - 1).specificity()) {
        rank++;
      }
      List<Match> equals = equalTo(match);
      if (!end.isEmpty()) {
        add(match, Outcome.NOT_TRIED, end);
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
    end =
        "%s match equally well; choose with --variant %s=%s"
            .formatted(names, bindable.function().address(), match.name());
    add(match, Outcome.NOT_TRIED, end);
  }

  private void probe(Match match) {
    Probe.Result result = binder.probe(match.driver(), bindable).run();
    switch (result.outcome()) {
      case TAKEN -> {
        device = result.device();
        String why = named == null ? "id table row " + match.row() : "named by the operator";
        end = why + declined("; ", "");
        add(match, Outcome.TAKEN, why);
      }
      case DECLINED -> add(match, Outcome.DECLINED, result.reason());
      case FAILED -> {
        errno = result.errno();
        end = "%s failed: %s".formatted(match.name(), result.reason());
        add(match, Outcome.FAILED, result.reason());
      }
      case NOT_TRIED -> throw new IllegalStateException("a probe that was not tried");
    }
  }

  private String noDriver() {
    String ids = bindable.function().ids().toString();
    if (matches.isEmpty()) {
      return named == null
          ? "no driver's id table names " + ids
          : "the driver %s, named by the operator, is not there".formatted(named);
    }
    return declined("", "; ");
  }

  private String declined(String before, String between) {
    return candidates.stream()
        .filter(candidate -> candidate.outcome() == Outcome.DECLINED)
        .map(other -> "%s%s declined: %s".formatted(before, other.driver().name(), other.reason()))
        .collect(Collectors.joining(between));
  }

  private void add(Match match, Outcome outcome, String reason) {
    String why =
        outcome == Outcome.NOT_TRIED && device.isPresent() ? "a better match took it" : reason;
    candidates.add(new Candidate(match.driver(), match.row(), rank, outcome, why));
  }
}
