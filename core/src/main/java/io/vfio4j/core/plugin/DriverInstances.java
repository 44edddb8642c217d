package io.vfio4j.core.plugin;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.Failure;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.limit.LimitedCall;
import io.vfio4j.core.limit.NotReturned;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Makes a plugin's drivers. The first code of the plugin runs here, on a thread of its own with its
 * class loader.
 */
final class DriverInstances {
  private final Set<String> providers;
  private final ClassLoader loader;

  DriverInstances(JarPluginManager manager, String pluginId) {
    this.providers = manager.getExtensionClassNames(pluginId);
    this.loader = manager.getPluginClassLoader(pluginId);
  }

  List<CatalogDriver> create(Origin origin, Duration limit) throws PluginRefused {
    if (providers.isEmpty()) {
      throw new PluginRefused(
          "its file %s names no class: write the name of the driver's into it"
              .formatted(PluginJar.SERVICES));
    }
    LimitedCall<List<CatalogDriver>> limited =
        new LimitedCall<>("load " + origin.jar(), () -> create(origin), () -> {});
    try {
      return limited.within(limit);
    } catch (NotReturned late) {
      throw new PluginRefused(
          "making its driver %s (%s); tell its author"
              .formatted(late.getMessage(), Failure.where(late.getStackTrace())));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PluginRefused refused
          ? refused
          : new PluginRefused("loading it failed: " + Cure.of(e.getCause()));
    }
  }

  private List<CatalogDriver> create(Origin origin) throws PluginRefused {
    Thread.currentThread().setContextClassLoader(loader);
    List<CatalogDriver> drivers = new ArrayList<>();
    for (String provider : providers) {
      drivers.add(described(provider, instance(provider), origin));
    }
    return drivers;
  }

  private VariantDriver instance(String provider) throws PluginRefused {
    Class<?> type = type(provider);
    if (!VariantDriver.class.isAssignableFrom(type)) {
      throw new PluginRefused(provider + " does not implement VariantDriver");
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new PluginRefused(provider + " is abstract: name the class that extends it");
    }
    try {
      return (VariantDriver) type.getConstructor().newInstance();
    } catch (InvocationTargetException thrown) {
      throw new PluginRefused(
          "the constructor of %s threw %s".formatted(provider, Cure.of(thrown.getCause())));
    } catch (ReflectiveOperationException _) {
      throw new PluginRefused(
          provider + " is not public with a public constructor without parameters");
    }
  }

  private Class<?> type(String provider) throws PluginRefused {
    try {
      Class<?> type = Class.forName(provider, true, loader);
      if (!loader.equals(type.getClassLoader())) {
        throw new PluginRefused(provider + " is not in the jar, but a class of the host's");
      }
      return type;
    } catch (ClassNotFoundException missing) {
      throw new PluginRefused(
          "its file %s names %s, but the class is not in the jar (%s)"
              .formatted(PluginJar.SERVICES, provider, missing.getMessage()));
    } catch (LinkageError broken) {
      throw new PluginRefused(
          "the class %s cannot be loaded: %s".formatted(provider, Cure.of(broken)));
    }
  }

  private static CatalogDriver described(String provider, VariantDriver driver, Origin origin)
      throws PluginRefused {
    try {
      return CatalogDriver.of(driver, origin);
    } catch (Throwable broken) {
      throw new PluginRefused(
          "%s does not say what it is: %s".formatted(provider, Cure.of(broken)));
    }
  }
}
