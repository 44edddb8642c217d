package io.vfio4j.core.plugin;

import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.Failure;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.limit.LimitedCall;
import io.vfio4j.core.limit.NotReturned;
import io.vfio4j.core.linux.Architecture;
import io.vfio4j.core.linux.SocketAddress;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    // Known from here on, whatever a plugin's code does to the properties.
    Architecture.current();
    SocketAddress.knowEncoding();
    LimitedCall<List<CatalogDriver>> limited =
        new LimitedCall<>("load " + origin.jar(), () -> createOrRefuse(origin), () -> {});
    try {
      return limited.within(limit);
    } catch (NotReturned late) {
      throw new PluginRefused(
          "making its driver %s (%s); tell its author"
              .formatted(late.getMessage(), Failure.where(late.getStackTrace())));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof PluginRefused refused
          ? refused
          : new PluginRefused("loading it failed; tell its author");
    }
  }

  /** What a plugin throws is told within its time too: that is code of the plugin's again. */
  private List<CatalogDriver> createOrRefuse(Origin origin) throws PluginRefused {
    try {
      return create(origin);
    } catch (PluginRefused refused) {
      throw refused;
    } catch (Throwable broken) {
      throw new PluginRefused("loading it failed: " + Cure.of(broken));
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
      throw new PluginRefused(
          "%s, which its file %s names, does not implement VariantDriver: name the class that does"
              .formatted(provider, PluginJar.SERVICES));
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
          provider
              + " cannot be made: have it public, with a public constructor without parameters");
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
          "its file %s names %s, but the class is not in the jar (%s): pack it, or name another"
              .formatted(PluginJar.SERVICES, provider, missing.getMessage()));
    } catch (LinkageError broken) {
      throw new PluginRefused(
          "the class %s cannot be loaded: %s".formatted(provider, Cure.of(broken)));
    }
  }

  private static CatalogDriver described(String provider, VariantDriver driver, Origin origin)
      throws PluginRefused {
    String name = answer(provider + ".name()", driver::name);
    List<PciMatch> idTable = answer(provider + ".idTable()", driver::idTable);
    try {
      return new CatalogDriver(driver, name, idTable, origin);
    } catch (IllegalArgumentException wrong) {
      throw new PluginRefused(String.valueOf(wrong.getMessage()));
    }
  }

  private static <T> T answer(String method, Supplier<@Nullable T> call) throws PluginRefused {
    @Nullable T answer;
    try {
      answer = call.get();
    } catch (Throwable broken) {
      throw new PluginRefused("%s threw %s".formatted(method, Cure.of(broken)));
    }
    if (answer == null) {
      throw new PluginRefused(method + " answers null; tell its author");
    }
    return answer;
  }
}
