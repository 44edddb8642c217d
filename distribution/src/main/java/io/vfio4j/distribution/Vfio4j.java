package io.vfio4j.distribution;

import io.vfio4j.distribution.acpi.AcpiCommand;
import io.vfio4j.distribution.cli.CommandGroup;
import io.vfio4j.distribution.cli.Entry;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.contract.ContractCommand;
import io.vfio4j.distribution.plugin.PluginCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code vfio4j}: what it does is in its commands. */
final class Vfio4j implements CommandGroup {

  @Override
  public Usage usage() {
    return Usage.of("vfio4j", "Serves VFIO PCI device variants to virtual machines.")
        .footer(
            """
            Exit codes:
              0  all is well
              1  it was tried and failed
              2  the command line makes no sense
              3  something that was named is not there
              4  what was checked falls short
             69  there is no Java 25 or newer to start with
            """);
  }

  @Override
  public List<String> names() {
    return List.of(
        "acpi", "contract", "demo", "list", "explain", "plugin", "plugins", "serve", "vmm-args");
  }

  @Override
  public @Nullable Entry named(String name) {
    return switch (name) {
      case "acpi" -> new AcpiCommand();
      case "contract" -> new ContractCommand();
      case "demo" -> new DemoCommand();
      case "list" -> new ListCommand();
      case "explain" -> new ExplainCommand();
      case "plugin" -> new PluginCommand();
      case "plugins" -> new PluginsCommand();
      case "serve" -> new ServeCommand();
      case "vmm-args" -> new VmmArgsCommand();
      default -> null;
    };
  }
}
