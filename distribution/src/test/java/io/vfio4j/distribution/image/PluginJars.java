package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
      String idTable,
      String probe,
      String provider,
      List<String> manifest,
      List<Path> packed,
      List<String> without) {

    Plugin without(String entry) {
      return with(manifest, packed, Stream.concat(without.stream(), Stream.of(entry)).toList());
    }

    Plugin withoutManifest(String line) {
      return with(manifest.stream().filter(l -> !l.startsWith(line)).toList(), packed, without);
    }

    Plugin withManifest(String line, String value) {
      List<String> others = withoutManifest(line).manifest();
      return with(
          Stream.concat(others.stream(), Stream.of(line + ": " + value)).toList(), packed, without);
    }

    Plugin requiring(String range) {
      return withManifest("Plugin-Requires", range);
    }

    Plugin withApi() {
      return packing(location());
    }

    /** Compiled against a library, or folder of classes, and with all of it in the jar. */
    Plugin packing(Path library) {
      return with(manifest, List.of(library), without);
    }

    private Plugin with(List<String> lines, List<Path> libraries, List<String> left) {
      return new Plugin(name, members, idTable, probe, provider, lines, libraries, left);
    }

    Plugin probing(String expression) {
      return new Plugin(name, members, idTable, expression, provider, manifest, packed, without);
    }

    Plugin matching(String expression) {
      return new Plugin(name, members, expression, probe, provider, manifest, packed, without);
    }

    Plugin providing(String className) {
      return new Plugin(name, members, idTable, probe, className, manifest, packed, without);
    }
  }

  /** A plugin whose driver acme.Driver takes everything. */
  Plugin driver(String name, String members) {
    return new Plugin(
        name,
        members,
        "List.of(PciMatch.any())",
        "context.core()",
        "acme.Driver",
        List.of("Plugin-Id: " + name, "Plugin-Version: 1.0.0", "Plugin-Requires: >=0.1.0 & <1.0.0"),
        List.of(),
        List.of());
  }

  /** A plugin whose device has operations of its own. */
  Plugin device(String name, String members) {
    String device =
        "static final class Device extends ForwardingVfioDevice { final DeviceContext context;"
            + " Device(DeviceContext context) { super(context.core()); this.context = context; } "
            + members
            + " }";
    return driver(name, device).probing("new Device(context)");
  }

  void write(String jar, Plugin plugin) throws IOException {
    Path classes = Files.createDirectories(work.resolve(jar));
    compile(classes, plugin);
    Path services = classes.resolve("META-INF/services/io.vfio4j.api.VariantDriver");
    Files.createDirectories(services.getParent());
    Files.writeString(services, plugin.provider() + "\n");
    Files.writeString(classes.resolve("manifest"), String.join("\n", plugin.manifest()) + "\n");
    for (String entry : plugin.without()) {
      if (entry.endsWith(".class")) {
        Files.deleteIfExists(classes.resolve(entry));
      }
    }
    pack(plugins.resolve(jar), classes, plugin);
  }

  private static void compile(Path classes, Plugin plugin) throws IOException {
    Path source = classes.resolve("Driver.java");
    Files.writeString(source, source(plugin));
    String path =
        Stream.concat(
                plugin.packed().stream().map(Path::toString),
                Stream.of(System.getProperty("java.class.path")))
            .collect(Collectors.joining(File.pathSeparator));
    run("javac", "-proc:none", "-cp", path, "-d", classes.toString(), source.toString());
  }

  private void pack(Path jar, Path classes, Plugin plugin) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--create", "--file", jar.toString()));
    arguments.addAll(List.of("--manifest", classes.resolve("manifest").toString()));
    Stream.of("acme", "META-INF/services")
        .filter(entry -> !plugin.without().contains(entry))
        .forEach(entry -> arguments.addAll(List.of("-C", classes.toString(), entry)));
    for (Path library : plugin.packed()) {
      arguments.addAll(List.of("-C", unpacked(library).toString(), "."));
    }
    run("jar", arguments.toArray(String[]::new));
  }

  private Path unpacked(Path library) throws IOException {
    if (Files.isDirectory(library)) {
      return library;
    }
    Path folder = Files.createDirectories(work.resolve("unpacked " + library.getFileName()));
    run("jar", "--extract", "--file", library.toString(), "--dir", folder.toString());
    return folder;
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
    import io.vfio4j.api.irq.*;
    import io.vfio4j.api.pci.*;
    import io.vfio4j.api.region.*;
    import java.lang.foreign.MemorySegment;
    import java.util.List;
    public class Driver implements VariantDriver {
      %s
      public String name() { return "%s"; }
      public List<PciMatch> idTable() { return %s; }
      public VfioDevice probe(DeviceContext context) throws ProbeDeclined { return %s; }
    }
    """
        .formatted(plugin.members(), plugin.name(), plugin.idTable(), plugin.probe());
  }

  private static void run(String tool, String... arguments) {
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int code = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    assertEquals(0, code, said::toString);
  }
}
