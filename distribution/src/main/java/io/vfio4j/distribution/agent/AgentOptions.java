package io.vfio4j.distribution.agent;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Settings;
import io.vfio4j.core.plugin.Plugins;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of every command that looks at a host. */
public final class AgentOptions {
  private static final ValueOption PLUGINS =
      ValueOption.of("--plugins", "DIR", "The folder of plugins (default: the image's).");

  private static final ValueOption PLUGIN =
      ValueOption.of(
          "--plugin",
          "JAR",
          "A plugin beside those: a jar, or a folder of classes such as target/classes. It stands"
              + " in for one of the same id in the folder of plugins. May be repeated.");

  private static final ValueOption SET =
      ValueOption.of(
          "--set",
          "NAME.KEY=VALUE",
          "A setting of a driver, or of all drivers of a plugin; comes before the one in"
              + " etc/vfio4j.properties. May be repeated.");

  private static final ValueOption VARIANT =
      ValueOption.of(
          "--variant",
          "BDF=NAME",
          "Give a function to the driver of this name, whatever its id table says. May be"
              + " repeated.");

  private static final ValueOption ID =
      ValueOption.of(
          "--id",
          "NAME=VENDOR:DEVICE",
          "Have a driver take functions of these ids too, as new_id does in sysfs. May be"
              + " repeated.");

  /** All of them. */
  public static final List<ValueOption> ALL =
      List.of(
          HostOption.HOST,
          PLUGINS,
          PLUGIN,
          SET,
          VARIANT,
          ID,
          TimeLimitOptions.OPERATION,
          TimeLimitOptions.PROBE);

  /** Those that say which plugins there are. */
  public static final List<ValueOption> PLUGINS_ALONE =
      List.of(PLUGINS, PLUGIN, TimeLimitOptions.OPERATION);

  private AgentOptions() {}

  /** Loads the plugins that they name. */
  public static Plugins plugins(Arguments given) {
    return PluginFolders.load(choice(given), TimeLimitOptions.operation(given));
  }

  private static PluginChoice choice(Arguments given) {
    List<Path> named = given.values(PLUGIN).stream().map(Value::path).toList();
    return new PluginChoice(pluginsFolder(given), named);
  }

  /** What the options and the image's settings file say together. */
  public static AgentConfig config(Arguments given) {
    List<DriverId> ids =
        given.values(ID).stream().map(value -> DriverId.parse(value.text())).toList();
    return new AgentConfig(
        given.value(HostOption.HOST).text(),
        choice(given),
        checked(List.of(given.pairs(SET), SettingsFile.read())),
        variants(given),
        ids,
        Optional.empty(),
        TimeLimitOptions.limits(given));
  }

  private static Path pluginsFolder(Arguments given) {
    Optional<Path> folder =
        given.has(PLUGINS) ? Optional.of(given.value(PLUGINS).path()) : Home.resolve("plugins");
    return folder.orElseThrow(() ->
        new CommandFailed(
            ExitCode.USAGE,
            "no folder of plugins is known, since bin/vfio4j did not start this: name one with"
                + " --plugins DIR"));
  }

  private static Map<PciAddress, String> variants(Arguments given) {
    Map<PciAddress, String> variants = new LinkedHashMap<>();
    given
        .pairs(VARIANT)
        .forEach(
            (address, name) -> variants.put(new Value(VARIANT.name(), address).address(), name));
    return variants;
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
