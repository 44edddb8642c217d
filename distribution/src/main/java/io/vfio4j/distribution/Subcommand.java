package io.vfio4j.distribution;

import io.vfio4j.distribution.acpi.AcpiCommand;
import io.vfio4j.distribution.contract.ContractCommand;
import io.vfio4j.distribution.plugin.PluginCommand;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code vfio4j} can be told to do. */
enum Subcommand {
  ACPI(AcpiCommand.class),
  CONTRACT(ContractCommand.class),
  DEMO(DemoCommand.class),
  LIST(ListCommand.class),
  EXPLAIN(ExplainCommand.class),
  PLUGIN(PluginCommand.class),
  PLUGINS(PluginsCommand.class),
  SERVE(ServeCommand.class),
  VMM_ARGS(VmmArgsCommand.class);

  private final Class<?> type;

  Subcommand(Class<?> type) {
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The one that the command line begins with, or all, for help: to read the annotations of all of
   * them is a good part of the time that a short command takes ({@code docs/performance.md}).
   */
  static List<Subcommand> wanted(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Subcommand> named = Stream.of(values()).filter(one -> one.text().equals(first)).toList();
    return named.isEmpty() ? List.of(values()) : named;
  }
}
