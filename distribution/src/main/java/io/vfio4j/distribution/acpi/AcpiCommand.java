package io.vfio4j.distribution.acpi;

import io.vfio4j.distribution.cli.CommandGroup;
import io.vfio4j.distribution.cli.Entry;
import io.vfio4j.distribution.cli.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What firmware says of devices. */
public final class AcpiCommand implements CommandGroup {

  @Override
  public Usage usage() {
    return Usage.of("acpi", "Shows and checks what ACPI tables say of devices.");
  }

  @Override
  public List<String> names() {
    return List.of("dump", "lint");
  }

  @Override
  public @Nullable Entry named(String name) {
    return switch (name) {
      case "dump" -> new DumpCommand();
      case "lint" -> new LintCommand();
      default -> null;
    };
  }
}
