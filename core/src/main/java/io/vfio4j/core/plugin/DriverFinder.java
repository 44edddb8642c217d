package io.vfio4j.core.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.pf4j.PluginManager;
import org.pf4j.PluginWrapper;
import org.pf4j.ServiceProviderExtensionFinder;

/**
 * pf4j's finder of service providers, narrowed to the one service there is.
 *
 * <p>pf4j's own lists the folder META-INF/services: it finds nothing in a jar without entries for
 * folders, loads the providers of every other service too, and looks at the host's class path.
 */
final class DriverFinder extends ServiceProviderExtensionFinder {

  DriverFinder(PluginManager manager) {
    super(manager);
  }

  @Override
  public Map<String, Set<String>> readClasspathStorages() {
    return Map.of();
  }

  @Override
  public Map<String, Set<String>> readPluginsStorages() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (PluginWrapper plugin : pluginManager.getPlugins()) {
      names.put(plugin.getPluginId(), providers(plugin.getPluginClassLoader()));
    }
    return names;
  }

  private static Set<String> providers(ClassLoader loader) {
    try (InputStream file = loader.getResourceAsStream(PluginJar.SERVICES)) {
      return file == null ? Set.of() : names(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> names(InputStream file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      Set<String> names = new LinkedHashSet<>();
      lines.lines().map(DriverFinder::withoutComment).filter(n -> !n.isEmpty()).forEach(names::add);
      return names;
    }
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }
}
