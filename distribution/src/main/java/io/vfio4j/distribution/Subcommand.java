package io.vfio4j.distribution;

import io.vfio4j.distribution.acpi.AcpiCommand;
import io.vfio4j.distribution.contract.ContractCommand;
import io.vfio4j.distribution.plugin.PluginCommand;
import java.util.List;
import java.util.stream.Stream;

/** What {@code vfio4j} can be told to do. */
enum Subcommand {
  ACPI("acpi", AcpiCommand.class),
  CONTRACT("contract", ContractCommand.class),
  DEMO("demo", DemoCommand.class),
  LIST("list", ListCommand.class),
  EXPLAIN("explain", ExplainCommand.class),
  PLUGIN("plugin", PluginCommand.class),
  PLUGINS("plugins", PluginsCommand.class),
  SERVE("serve", ServeCommand.class),
  VMM_ARGS("vmm-args", VmmArgsCommand.class);

  private final String text;
  private final Class<?> type;

  Subcommand(String text, Class<?> type) {
    this.text = text;
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  /**
   * The one that the command line begins with, or all, for help: to read the annotations of all of
   * them is a good part of the time that a short command takes ({@code docs/performance.md}).
   */
  static List<Subcommand> wanted(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Subcommand> named = Stream.of(values()).filter(one -> one.text.equals(first)).toList();
    return named.isEmpty() ? List.of(values()) : named;
  }
}
