package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** Makes plugins as their authors do: with javac and jar. */
final class PluginJars {
  private final Path work;
  private final Path plugins;

  PluginJars(Path work, Path plugins) {
    this.work = work;
    this.plugins = plugins;
  }

  /** What a plugin is made of; a copy with one thing wrong in each step. */
  record Plugin(
      String name,
      String members,
      String probe,
      String requires,
      boolean version,
      boolean api,
      List<String> left) {

    Plugin without(String entry) {
      List<String> rest = new ArrayList<>(left);
      rest.remove(entry);
      return new Plugin(name, members, probe, requires, version, api, rest);
    }

    Plugin requiring(String range) {
      return new Plugin(name, members, probe, range, version, api, left);
    }

    Plugin withoutVersion() {
      return new Plugin(name, members, probe, requires, false, api, left);
    }

    Plugin withApi() {
      return new Plugin(name, members, probe, requires, version, true, left);
    }

    Plugin probing(String expression) {
      return new Plugin(name, members, expression, requires, version, api, left);
    }
  }

  /** A plugin whose driver acme.Driver takes everything. */
  Plugin driver(String name, String members) {
    return new Plugin(
        name,
        members,
        "context.core()",
        ">=0.1.0 & <1.0.0",
        true,
        false,
        List.of("acme", "META-INF/services"));
  }

  void write(String jar, Plugin plugin) throws IOException {
    Path classes = Files.createDirectories(work.resolve(jar));
    Path source = classes.resolve("Driver.java");
    Files.writeString(source, source(plugin));
    run(
        "javac",
        "-proc:none",
        "-cp",
        System.getProperty("java.class.path"),
        "-d",
        classes.toString(),
        source.toString());
    Path services = classes.resolve("META-INF/services/io.vfio4j.api.VariantDriver");
    Files.createDirectories(services.getParent());
    Files.writeString(services, "acme.Driver\n");
    Path manifest = classes.resolve("manifest");
    Files.writeString(manifest, manifest(plugin));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--create",
                "--file",
                plugins.resolve(jar).toString(),
                "--manifest",
                manifest.toString()));
    plugin.left().forEach(entry -> arguments.addAll(List.of("-C", classes.toString(), entry)));
    if (plugin.api()) {
      arguments.addAll(List.of("-C", apiClasses(), "io/vfio4j/api"));
    }
    run("jar", arguments.toArray(String[]::new));
  }

  private String apiClasses() throws IOException {
    Path unpacked = Files.createDirectories(work.resolve("api"));
    Path api = location();
    if (Files.isDirectory(api)) {
      return api.toString();
    }
    run("jar", "--extract", "--file", api.toString(), "--dir", unpacked.toString());
    return unpacked.toString();
  }

  private static Path location() {
    try {
      return Path.of(
          io.vfio4j.api.VariantDriver.class
              .getProtectionDomain()
              .getCodeSource()
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String source(Plugin plugin) {
    return """
    package acme;
    import io.vfio4j.api.*;
    import io.vfio4j.api.pci.*;
    import java.util.List;
    public class Driver implements VariantDriver {
      %s
      public String name() { return "%s"; }
      public List<PciMatch> idTable() { return List.of(PciMatch.any()); }
      public VfioDevice probe(DeviceContext context) { return %s; }
    }
    """
        .formatted(plugin.members(), plugin.name(), plugin.probe());
  }

  private static String manifest(Plugin plugin) {
    String version = plugin.version() ? "Plugin-Version: 1.0.0\n" : "";
    return "Plugin-Id: %s\n%sPlugin-Requires: %s\n"
        .formatted(plugin.name(), version, plugin.requires());
  }

  private static void run(String tool, String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    assertEquals(0, code, said::toString);
  }
}
