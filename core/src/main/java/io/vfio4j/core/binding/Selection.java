package io.vfio4j.core.binding;

import io.vfio4j.core.host.HostFunction;
import java.util.List;
import java.util.function.Function;

/**
 * The drivers that a function is offered to.
 *
 * @param matches the best first
 * @param why why the function is one's, in a line
 * @param nobody what to say where there are none
 * @param choice how to choose between those that match equally well
 */
record Selection(
    List<Match> matches,
    Function<Match, String> why,
    String nobody,
    Function<Match, String> choice) {

  /** As the id tables say. */
  static Selection byTable(List<Match> matches, HostFunction function) {
    return new Selection(
        matches,
        Selection::row,
        "no driver's id table names " + function.ids(),
        match -> "choose with --variant %s=%s".formatted(function.address(), match.name()));
  }

  /** As the operator says. */
  static Selection byOperator(List<Match> matches, String name) {
    return named(
        matches,
        "named by the operator",
        "the driver %s, named by the operator, is not there".formatted(name));
  }

  /** As a variant says that wraps another. */
  static Selection byWrapper(List<Match> matches, String name, String wrapper) {
    return named(
        matches,
        "wrapped by " + wrapper,
        "the driver %s, which %s wraps, is not there: 'vfio4j plugins' shows those that are"
            .formatted(name, wrapper));
  }

  private static Selection named(List<Match> matches, String why, String nobody) {
    return new Selection(matches, _ -> why, nobody, _ -> "");
  }

  /** As the id tables say, but for the wrapper, which is to have the best of the others. */
  static Selection behindWrapper(List<Match> matches, HostFunction function, String wrapper) {
    return new Selection(
        matches,
        match -> row(match) + ", wrapped by " + wrapper,
        "%s has nothing to wrap: no other driver's id table names %s"
            .formatted(wrapper, function.ids()),
        _ -> "have %s wrap one of them by its name".formatted(wrapper));
  }

  private static String row(Match match) {
    return "id table row " + match.row();
  }
}
