package io.vfio4j.distribution.plugin;

import io.vfio4j.distribution.cli.CommandGroup;
import io.vfio4j.distribution.cli.Entry;
import io.vfio4j.distribution.cli.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people who write plugins. */
public final class PluginCommand implements CommandGroup {

  @Override
  public Usage usage() {
    return Usage.of(
        "plugin", "Begins a plugin, and checks one. (vfio4j plugins lists those that there are.)");
  }

  @Override
  public List<String> names() {
    return List.of("new", "verify");
  }

  @Override
  public @Nullable Entry named(String name) {
    return switch (name) {
      case "new" -> new NewCommand();
      case "verify" -> new VerifyCommand();
      default -> null;
    };
  }
}
