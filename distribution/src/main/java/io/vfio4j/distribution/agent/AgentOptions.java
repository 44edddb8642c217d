package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that looks at a host. */
public final class AgentOptions {
  @Mixin private HostOption host = new HostOption();

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "The folder of plugins (default: the image's).")
  private @Nullable Path plugins;

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description = {
        "A plugin beside those: a jar, or a folder of classes such as target/classes.",
        "It stands in for one of the same id in the folder of plugins."
      })
  private List<Path> named = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME.KEY=VALUE",
      description =
          "A setting of a driver, or of all drivers of a plugin; comes before the one in"
              + " etc/vfio4j.properties.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--variant",
      paramLabel = "BDF=NAME",
      description = "Give a function to the driver of this name, whatever its id table says.")
  private Map<PciAddress, String> variants = new LinkedHashMap<>();

  @Option(
      names = "--id",
      paramLabel = "NAME=VENDOR:DEVICE",
      description = "Have a driver take functions of these ids too, as new_id does in sysfs.")
  private List<String> ids = new ArrayList<>();

  @Mixin private TimeLimitOptions limits = new TimeLimitOptions();

  /** For picocli. */
  public AgentOptions() {}

  /** What the options and the image's settings file say together. */
  public AgentConfig config() {
    Settings all = checked(List.of(settings, SettingsFile.read()));
    PluginChoice choice = new PluginChoice(pluginsFolder(), named);
    List<DriverId> driverIds = ids.stream().map(DriverId::parse).toList();
    return new AgentConfig(
        host.name(), choice, all, variants, driverIds, Optional.empty(), limits.limits());
  }

  private Path pluginsFolder() {
    if (plugins != null) {
      return plugins;
    }
    return Home.resolve("plugins")
        .orElseThrow(() ->
            new CommandFailed(
                ExitCode.USAGE,
                "no folder of plugins is known, since bin/vfio4j did not start this: name one with"
                    + " --plugins DIR"));
  }

  private static Settings checked(List<Map<String, String>> all) {
    try {
      return new Settings(all);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "a setting is of no driver: " + e.getMessage() + "; write --set NAME.KEY=VALUE",
          e);
    }
  }
}
