package io.vfio4j.core.plugin;

import io.vfio4j.api.VariantDriver;
import java.util.List;

/**
 * What a plugin sees of the host: the api, slf4j and the JDK. A plugin's own Guava is the only one
 * it meets, and a change of ours breaks nobody.
 *
 * <p>The platform's class loader alone does not hide the rest: it finds the classes of every module
 * that the JVM was started with, the application's too.
 */
final class ApiClassLoader extends ClassLoader {
  private static final List<String> SHOWN = List.of("io.vfio4j.api.", "org.slf4j.");

  private final ClassLoader application = VariantDriver.class.getClassLoader();

  ApiClassLoader() {
    super("vfio4j-api", ClassLoader.getPlatformClassLoader());
  }

  /** Whether a class is the host's, whatever a plugin packs. */
  static boolean shows(String className) {
    return SHOWN.stream().anyMatch(className::startsWith);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (shows(name)) {
      return application.loadClass(name);
    }
    Class<?> found = super.loadClass(name, resolve);
    if (application.equals(found.getClassLoader())) {
      throw new ClassNotFoundException(name + " (the host's own, not shown to plugins)");
    }
    return found;
  }
}
