package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.testkit.contract.rule.Rule;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import io.vfio4j.testkit.contract.rule.RuleSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * K: how a plugin is packed.
 *
 * <pre>{@code
 * class AcmePackagingIT extends PackagingContract {
 *   @Override
 *   protected Path plugin() {
 *     return Path.of("target/acme.jar");
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class PackagingContract extends RuleSet {
  private static final int JAVA_BASE = 44;

  private @Nullable PluginFile file;

  /** For subclasses. */
  protected PackagingContract() {}

  /** The plugin's jar, or the folder of its classes with its META-INF. */
  protected abstract Path plugin();

  @Override
  protected final void prepare() {
    try {
      file = PluginFile.of(plugin());
    } catch (IOException e) {
      throw new RuleBroken("%s cannot be read: %s".formatted(plugin(), e));
    }
  }

  @Override
  protected final void cleanUp() {
    try {
      if (file != null) {
        file.close();
        file = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PluginFile file() {
    PluginFile now = file;
    if (now == null) {
      throw new RuleBroken("%s cannot be read".formatted(plugin()));
    }
    return now;
  }

  /** K1. */
  @Rule(
      says = "The manifest names the plugin, its version and the api that it works with",
      lookAt = "the jar plugin's manifestEntries: Plugin-Id, Plugin-Version, Plugin-Requires")
  public void required_K1_theManifestSaysWhatItIs() throws IOException {
    try (PackagedPlugin jar = PackagedPlugin.open(file())) {
      for (String name : List.of("Plugin-Id", "Plugin-Version", "Plugin-Requires")) {
        Optional<String> value = jar.manifest(name);
        check(value.isPresent() && !value.get().isEmpty(), "the manifest has no " + name);
      }
    }
  }

  /** K2. */
  @Rule(
      says = "A services file names the driver's class",
      lookAt = "src/main/resources/" + PackagedPlugin.SERVICES)
  public void required_K2_aServicesFileNamesTheDriver() throws IOException {
    try (PackagedPlugin jar = PackagedPlugin.open(file())) {
      Optional<List<String>> names = jar.providers();
      check(names.isPresent(), "there is no " + PackagedPlugin.SERVICES);
      check(!names.get().isEmpty(), PackagedPlugin.SERVICES + " names no class");
    }
  }

  /** K3. */
  @Rule(
      says = "Each class that the services file names is there, public, and can be made",
      lookAt =
          "the driver's class: public, not abstract, with a public constructor without arguments")
  public void required_K3_theDriversClassCanBeMade() throws IOException {
    try (PackagedPlugin jar = PackagedPlugin.open(file())) {
      for (String name : jar.providers().orElse(List.of())) {
        Optional<byte[]> bytes = jar.bytes(PackagedPlugin.entry(name));
        check(bytes.isPresent(), name + " is named by the services file and is not packed");
        DriverClass driver = DriverClass.parse(name, bytes.get());
        check(driver.has(AccessFlag.PUBLIC), name + " is not public");
        check(!driver.has(AccessFlag.ABSTRACT), name + " is abstract");
        check(driver.canBeMade(), name + " has no public constructor without arguments");
      }
    }
  }

  /** K4. */
  @Rule(
      says = "The api is not packed: the host has it",
      lookAt = "the POM: vfio4j-api has the scope provided")
  public void optional_K4_theApiIsNotPacked() throws IOException {
    notPacked("io/vfio4j/api/");
  }

  /** K5. */
  @Rule(
      says = "Nothing is packed that is for tests: JUnit, the testkit, the agent's own code",
      lookAt = "the POM: vfio4j-testkit and JUnit have the scope test")
  public void optional_K5_nothingOfTestsIsPacked() throws IOException {
    for (String folder : List.of("org/junit/", "io/vfio4j/testkit/", "io/vfio4j/core/")) {
      notPacked(folder);
    }
  }

  private void notPacked(String folder) throws IOException {
    try (PackagedPlugin jar = PackagedPlugin.open(file())) {
      Optional<String> packed = jar.firstClassIn(folder);
      check(packed.isEmpty(), packed.orElse("") + " is packed");
    }
  }

  /** K6. */
  @Rule(
      says = "Its classes are of a version that this Java can load",
      lookAt = "the compiler's release, and that of the libraries that are packed")
  public void required_K6_thisJavaCanLoadItsClasses() throws IOException {
    int newest = JAVA_BASE + Runtime.version().feature();
    try (PackagedPlugin jar = PackagedPlugin.open(file())) {
      for (String entry : jar.classes()) {
        byte[] bytes = jar.bytes(entry).orElseThrow();
        check(bytes.length > 8, entry + " is no class");
        int major = (bytes[6] & 0xff) << 8 | (bytes[7] & 0xff);
        check(
            major <= newest || entry.startsWith("META-INF/versions/"),
            "%s is for Java %d".formatted(entry, major - JAVA_BASE));
      }
    }
  }

  /** K7. */
  @Rule(
      says = "The agent loads it, alone in its folder",
      lookAt = "what the agent says, which names the cure")
  public void required_K7_theAgentLoadsIt() {
    LoadedPlugin.load(file()).close();
  }

  /** K8. */
  @Rule(
      says = "The agent has nothing to warn about when it loads it",
      lookAt = "what the agent says, which names the cure")
  public void optional_K8_theAgentDoesNotWarn() {
    try (LoadedPlugin loaded = LoadedPlugin.ifAtAll(file())) {
      check(loaded.warnings().isEmpty(), String.join("; ", loaded.warnings()));
    }
  }
}
