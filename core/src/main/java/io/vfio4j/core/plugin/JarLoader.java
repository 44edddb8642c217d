package io.vfio4j.core.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pf4j.JarPluginLoader;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * Gives each jar, or folder of classes, a class loader behind the border of {@link ApiClassLoader}.
 */
final class JarLoader extends JarPluginLoader {
  private final ApiClassLoader border = new ApiClassLoader();

  JarLoader(PluginManager manager) {
    super(manager);
  }

  @Override
  public boolean isApplicable(Path plugin) {
    return Files.isDirectory(plugin) || super.isApplicable(plugin);
  }

  @Override
  public ClassLoader loadPlugin(Path jar, PluginDescriptor descriptor) {
    PluginClassLoader loader = new ApiFirst(pluginManager, descriptor, border);
    loader.addFile(jar.toFile());
    return loader;
  }

  /**
   * pf4j's class loader looks into the jar first, and would find an api that was packed into it.
   */
  private static final class ApiFirst extends PluginClassLoader {

    ApiFirst(PluginManager manager, PluginDescriptor descriptor, ClassLoader parent) {
      super(manager, descriptor, parent);
    }

    @Override
    public Class<?> loadClass(String className) throws ClassNotFoundException {
      return ApiClassLoader.shows(className)
          ? getParent().loadClass(className)
          : super.loadClass(className);
    }
  }
}
