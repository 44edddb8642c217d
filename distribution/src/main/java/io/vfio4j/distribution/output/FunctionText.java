package io.vfio4j.distribution.output;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.binding.Candidate;
import io.vfio4j.core.binding.CatalogDriver;
import java.util.ArrayList;
import java.util.List;

/** Bindings as lines of text. */
public final class FunctionText {

  private FunctionText() {}

  /** A line for each function: address, ids, class, variant, why. */
  public static List<String> list(List<Binding> bindings) {
    Table table = new Table();
    for (Binding binding : bindings) {
      PciIds ids = binding.function().ids();
      table.row(
          binding.function().address().toString(),
          ids.toString(),
          "%06x".formatted(ids.classCode()),
          variant(binding),
          binding.reason());
    }
    return table.lines();
  }

  /**
   * One function with every candidate: rank, driver, row, outcome, plugin, why. Below one that
   * wraps others come those, indented.
   */
  public static List<String> explain(Binding binding) {
    List<String> lines = new ArrayList<>(list(List.of(binding)));
    Table table = new Table();
    rows(binding.candidates(), "", table);
    lines.addAll(table.lines());
    return lines;
  }

  private static void rows(List<Candidate> candidates, String indent, Table table) {
    for (Candidate candidate : candidates) {
      table.row(
          "  " + candidate.rank(),
          indent + candidate.driver().name(),
          candidate.row().toString(),
          outcome(candidate),
          candidate.driver().origin().jar(),
          candidate.reason());
      rows(candidate.wrapped(), indent + "  ", table);
    }
  }

  /** The driver's name, a dash for an unbound function. */
  public static String variant(Binding binding) {
    return binding.driver().map(CatalogDriver::name).orElse("-");
  }

  private static String outcome(Candidate candidate) {
    return switch (candidate.outcome()) {
      case TAKEN -> "taken";
      case DECLINED -> "declined";
      case FAILED -> "failed";
      case NOT_TRIED -> "not tried";
    };
  }
}
