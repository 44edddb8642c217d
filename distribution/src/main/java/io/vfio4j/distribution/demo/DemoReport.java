package io.vfio4j.distribution.demo;

import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Table;
import java.io.PrintWriter;
import java.util.List;

/** Prints what was seen, in at most 100 columns. */
final class DemoReport {
  private static final String OK = Colour.GREEN.of("ok") + "  ";
  private static final String FAILED = Colour.RED.of("FAIL");

  private final PrintWriter out;

  DemoReport(PrintWriter out) {
    this.out = out;
  }

  void print(Visit visit) {
    out.println();
    FunctionText.list(List.of(visit.binding())).forEach(out::println);
    out.println();
    if (!visit.regions().isEmpty()) {
      bars(visit.regions()).lines().forEach(this::indented);
      out.println();
      new MemoryPicture(visit.regions()).lines().forEach(this::indented);
      out.println();
    }
    checks(visit.checks());
  }

  private static Table bars(List<SeenRegion> regions) {
    Table table = new Table();
    for (SeenRegion region : regions) {
      table.row(
          "BAR " + region.bar().index(),
          Sizes.text(region.bar().size()),
          region.bar().kind(),
          mappable(region),
          region.name());
    }
    return table;
  }

  private static String mappable(SeenRegion region) {
    if (region.areas().isEmpty()) {
      return "not mappable";
    }
    boolean whole = region.mappable() == region.bar().size();
    return whole ? "mappable" : "mappable " + Sizes.text(region.mappable());
  }

  private void checks(List<Check> checks) {
    Table table = new Table();
    checks.forEach(check -> table.row(check.what(), check.seen()));
    List<String> lines = table.lines();
    for (int i = 0; i < lines.size(); i++) {
      indented((checks.get(i).passed() ? OK : FAILED) + "  " + lines.get(i));
    }
  }

  private void indented(String line) {
    out.println("  " + line);
  }
}
