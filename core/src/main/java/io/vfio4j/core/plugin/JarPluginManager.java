package io.vfio4j.core.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Manifest;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.JarPluginRepository;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/**
 * pf4j, told to load jars with our class-loading border and to find drivers as service providers.
 *
 * <p>pf4j calls the factory methods from its constructor, so nothing here has fields.
 */
final class JarPluginManager extends AbstractPluginManager {

  JarPluginManager(Path folder) {
    super(List.of(folder));
    addPluginStateListener((DriverFinder) extensionFinder);
  }

  @Override
  protected ExtensionFinder createExtensionFinder() {
    return new DriverFinder(this);
  }

  @Override
  protected ExtensionFactory createExtensionFactory() {
    return new DefaultExtensionFactory();
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new JarLoader(this);
  }

  @Override
  protected PluginRepository createPluginRepository() {
    return new JarPluginRepository(getPluginsRoots());
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new ManifestFinder();
  }

  @Override
  protected VersionManager createVersionManager() {
    return new DefaultVersionManager();
  }

  /** Plugins need no class of pf4j's, so none of theirs is its {@code Plugin}. */
  @Override
  protected PluginFactory createPluginFactory() {
    return _ -> new InertPlugin();
  }

  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new AllEnabled();
  }

  /** pf4j's own takes any MANIFEST.MF that lies somewhere in a folder. */
  private static final class ManifestFinder extends ManifestPluginDescriptorFinder {

    @Override
    protected Manifest readManifestFromDirectory(Path folder) {
      try {
        return FolderContents.manifest(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class AllEnabled implements PluginStatusProvider {

    @Override
    public boolean isPluginDisabled(String pluginId) {
      return false;
    }

    @Override
    public void disablePlugin(String pluginId) {}

    @Override
    public void enablePlugin(String pluginId) {}
  }
}
