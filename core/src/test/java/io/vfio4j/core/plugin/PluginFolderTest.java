package io.vfio4j.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.host.HostFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginFolderTest {
  private static final String SERVICES = "META-INF/services/io.vfio4j.api.VariantDriver";

  @TempDir private Path folder;

  private PluginReport load(JarBuilder jar) throws IOException {
    jar.write(folder, "acme.jar");
    try (Plugins plugins = PluginFolder.load(folder)) {
      assertEquals(1, plugins.reports().size());
      return plugins.reports().getFirst();
    }
  }

  private String refusal(JarBuilder jar) throws IOException {
    PluginReport report = load(jar);
    assertFalse(report.loaded());
    assertEquals("acme.jar", report.jar());
    assertEquals(List.of(), report.drivers());
    String reason = report.refusal().orElseThrow();
    assertFalse(reason.contains("\n"), reason);
    return reason;
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }

  @Test
  void aPluginIsAManifestAServicesFileAndAClass() throws IOException {
    PluginReport report = load(JarBuilder.working("acme"));

    assertTrue(report.loaded(), report::toString);
    assertEquals(List.of(), report.warnings());
    assertEquals("acme", report.manifest().orElseThrow().id());
    CatalogDriver driver = report.drivers().getFirst();
    assertEquals("acme", driver.name());
    assertEquals("acme 1.2.3, acme.jar", driver.origin().toString());
  }

  @Test
  void aFolderWithoutJarsIsAnEmptyCatalog() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "no plugin");
    try (Plugins plugins = PluginFolder.load(folder)) {
      assertEquals(List.of(), plugins.reports());
      assertEquals(List.of(), plugins.catalog().drivers());
    }
  }

  @Test
  void aBrokenPluginStopsNoOther() throws IOException {
    JarBuilder.working("one").write(folder, "a.jar");
    Files.writeString(folder.resolve("b.jar"), "this is no zip");
    JarBuilder.working("two").write(folder, "c.jar");

    try (Plugins plugins = PluginFolder.load(folder)) {
      assertEquals(
          List.of(true, false, true),
          plugins.reports().stream().map(PluginReport::loaded).toList());
      assertEquals(
          List.of("one", "two"),
          plugins.catalog().drivers().stream().map(CatalogDriver::name).toList());
    }
  }

  @Test
  void aCorruptZipIsRefused() throws IOException {
    Path jar = JarBuilder.working("acme").write(folder, "acme.jar");
    byte[] bytes = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));

    try (Plugins plugins = PluginFolder.load(folder)) {
      assertContains("no readable jar", plugins.reports().getFirst().refusal().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.class",
        "a/../../evil",
        "/etc/evil",
        "\\\\host\\evil",
        "C:\\evil",
        "a/.."
      })
  void aJarWithAnEntryThatPointsOutsideIsRefused(String entry) throws IOException {
    assertContains("points outside of it", refusal(JarBuilder.working("acme").entry(entry, "")));
  }

  @Test
  void anEntryWithDotsInItsNameIsNone() throws IOException {
    assertTrue(load(JarBuilder.working("acme").entry("a..b/..c/d..", "")).loaded());
  }

  @Test
  void aZipIsRefusedWithWhatToDo() throws IOException {
    JarBuilder.working("acme").write(folder, "acme.zip");
    try (Plugins plugins = PluginFolder.load(folder)) {
      assertContains("a plugin is one .jar", plugins.reports().getFirst().refusal().orElseThrow());
    }
  }

  @Test
  void aJarInCapitalsIsNotPassedOver() throws IOException {
    JarBuilder.working("acme").write(folder, "ACME.JAR");
    try (Plugins plugins = PluginFolder.load(folder)) {
      assertContains("in small letters", plugins.reports().getFirst().refusal().orElseThrow());
    }
  }

  /** Its constructor goes on at a word of this run's own: there may be another in the same JVM. */
  @Test
  void aConstructorThatDoesNotReturnIsRefusedAndTheOthersLoad() throws IOException {
    String go = "vfio4j.test.go." + UUID.randomUUID();
    String hang =
        "static void hang() { while (System.getProperty(\"%s\") == null) {".formatted(go)
            + " Thread.onSpinWait(); } } public Driver() { hang(); }";
    JarBuilder.plugin("one")
        .driver("acme.Driver", "one", hang)
        .provider("acme.Driver")
        .write(folder, "a.jar");
    JarBuilder.working("two").write(folder, "b.jar");
    try (Plugins plugins = PluginFolder.load(folder, Duration.ofMillis(300))) {
      String reason = plugins.reports().getFirst().refusal().orElseThrow();
      assertContains(
          "making its driver has not returned for 300 ms (it is at acme.Driver.", reason);
      assertTrue(plugins.reports().getLast().loaded());
    } finally {
      System.setProperty(go, "");
    }
  }

  /** What it threw is described by code of its own. */
  @Test
  void anInitializerWhoseFailureDoesNotReturnWhenAskedIsRefusedToo() throws IOException {
    String slow =
        "static class Slow extends Error { public String toString() { while (System.getProperty("
            + "\"vfio4j.test.told\") == null) { Thread.onSpinWait(); } return \"\"; } }"
            + " static { if (true) throw new Slow(); }";
    JarBuilder.plugin("one")
        .driver("acme.Driver", "one", slow)
        .provider("acme.Driver")
        .write(folder, "a.jar");
    JarBuilder.working("two").write(folder, "b.jar");
    try (Plugins plugins = PluginFolder.load(folder, Duration.ofMillis(300))) {
      String reason = plugins.reports().getFirst().refusal().orElseThrow();
      assertContains("making its driver has not returned for 300 ms", reason);
      assertTrue(plugins.reports().getLast().loaded());
    } finally {
      System.setProperty("vfio4j.test.told", "");
    }
  }

  @Test
  void aJarWithoutServicesFileIsRefused() throws IOException {
    assertContains(
        "no file " + SERVICES,
        refusal(JarBuilder.plugin("acme").driver("acme.Driver", "acme", "")));
  }

  @Test
  void aServicesFileThatNamesNothingIsRefused() throws IOException {
    assertContains(
        "names no class", refusal(JarBuilder.working("acme").entry(SERVICES, "# soon\n\n")));
  }

  @Test
  void aProviderThatIsMissingIsRefused() throws IOException {
    assertContains(
        "names acme.Missing, but the class is not in the jar",
        refusal(JarBuilder.working("acme").provider("acme.Missing")));
  }

  @Test
  void aProviderThatNeedsAMissingClassIsRefused() throws IOException {
    String reason =
        refusal(
            JarBuilder.plugin("acme")
                .driver("acme.Driver", "acme", "Base base = new Base(); static class Base {}")
                .provider("acme.Driver")
                .withoutClass("acme.Driver$Base"));
    assertContains("java.lang.NoClassDefFoundError: acme/Driver$Base", reason);
  }

  @Test
  void aProviderThatIsNoDriverIsRefused() throws IOException {
    assertContains(
        "does not implement VariantDriver: name the class that does",
        refusal(
            JarBuilder.working("acme")
                .source("acme.Other", "package acme; public class Other {}")
                .provider("acme.Other")));
  }

  @Test
  void aProviderThatIsAbstractIsRefused() throws IOException {
    assertContains(
        "acme.Half is abstract",
        refusal(
            JarBuilder.working("acme")
                .source(
                    "acme.Half",
                    "package acme; public abstract class Half implements"
                        + " io.vfio4j.api.VariantDriver {}")
                .provider("acme.Half")));
  }

  @Test
  void aProviderWithoutAPublicConstructorIsRefused() throws IOException {
    assertContains(
        "acme.Driver cannot be made: have it public, with a public constructor",
        refusal(
            JarBuilder.plugin("acme")
                .driver("acme.Driver", "acme", "public Driver(int i) {}")
                .provider("acme.Driver")));
  }

  @Test
  void aConstructorThatThrowsIsRefusedWithWhatItThrew() throws IOException {
    String reason =
        refusal(
            JarBuilder.plugin("acme")
                .driver(
                    "acme.Driver",
                    "acme",
                    "public Driver() { throw new IllegalStateException(\"no\\nlicence\"); }")
                .provider("acme.Driver"));
    assertContains("the constructor of acme.Driver threw", reason);
    assertContains("IllegalStateException: no licence at acme.Driver.<init>", reason);
  }

  @Test
  void aStaticInitialiserThatThrowsIsRefused() throws IOException {
    assertContains(
        "java.lang.ArithmeticException",
        refusal(
            JarBuilder.plugin("acme")
                .driver("acme.Driver", "acme", "static int none = 1 / Integer.parseInt(\"0\");")
                .provider("acme.Driver")));
  }

  @Test
  void anIdTableThatThrowsIsRefused() throws IOException {
    String source =
        """
        package acme;
        import io.vfio4j.api.*;
        import io.vfio4j.api.pci.*;
        import java.util.List;
        public class Driver implements VariantDriver {
          public String name() { return "acme"; }
          public List<PciMatch> idTable() { return idTable(); }
          public VfioDevice probe(DeviceContext context) { return context.core(); }
        }
        """;
    assertContains(
        "acme.Driver.idTable() threw java.lang.StackOverflowError",
        refusal(JarBuilder.plugin("acme").source("acme.Driver", source).provider("acme.Driver")));
  }

  @Test
  void aNameThatIsNoneIsRefused() throws IOException {
    assertContains(
        "driver name 'Acme GPU'",
        refusal(
            JarBuilder.plugin("acme")
                .driver("acme.Driver", "Acme GPU", "")
                .provider("acme.Driver")));
  }

  @Test
  void eachManifestLineIsNeeded() throws IOException {
    for (String line : List.of("Plugin-Id", "Plugin-Version", "Plugin-Requires")) {
      assertContains("no " + line, refusal(JarBuilder.working("acme").withoutManifest(line)));
    }
    assertContains("Plugin-Id 'a b' is not a word", refusal(JarBuilder.working("a b")));
  }

  @Test
  void aRangeOfTheApiThatIsNotMetIsRefusedWithBothVersions() throws IOException {
    String reason =
        refusal(JarBuilder.working("acme").manifest("Plugin-Requires", ">=0.2.0 & <1.0.0"));
    assertContains(">=0.2.0 & <1.0.0", reason);
    assertContains("this is " + ApiVersion.current(), reason);
  }

  @Test
  void aRangeThatIsNoneIsRefused() throws IOException {
    assertContains(
        "'newest' is no range",
        refusal(JarBuilder.working("acme").manifest("Plugin-Requires", "newest")));
  }

  @Test
  void theApisVersionIsWithinItsOwnRange() {
    assertTrue(ApiVersion.current().matches("\\d+\\.\\d+\\.\\d+"), ApiVersion::current);
  }

  @Test
  void pluginsDoNotDependOnEachOther() throws IOException {
    assertContains(
        "Plugin-Dependencies",
        refusal(JarBuilder.working("acme").manifest("Plugin-Dependencies", "nvgrace")));
  }

  @Test
  void twoPluginsOfOneIdAreAnErrorThatNamesTheOther() throws IOException {
    JarBuilder.working("acme").write(folder, "a.jar");
    assertContains("that of a.jar too", refusalOf(JarBuilder.working("acme")));
  }

  @Test
  void twoDriversOfOneNameAreAnErrorThatNamesTheOther() throws IOException {
    JarBuilder.working("acme").write(folder, "a.jar");
    assertContains(
        "driver's name 'acme' is that of one in a.jar too",
        refusalOf(
            JarBuilder.plugin("other").driver("acme.Driver", "acme", "").provider("acme.Driver")));
  }

  private String refusalOf(JarBuilder second) throws IOException {
    second.write(folder, "b.jar");
    try (Plugins plugins = PluginFolder.load(folder)) {
      assertTrue(plugins.reports().getFirst().loaded());
      return plugins.reports().getLast().refusal().orElseThrow();
    }
  }

  @Test
  void aBundledApiIsNotUsedAndWarnedAbout() throws IOException {
    JarBuilder.working("acme")
        .classOf(VariantDriver.class)
        .classOf(Errno.class)
        .write(folder, "acme.jar");
    try (Plugins plugins = PluginFolder.load(folder)) {
      PluginReport report = plugins.reports().getFirst();
      assertTrue(report.loaded(), report::toString);
      assertContains("packs its own io.vfio4j.api", report.warnings().getFirst());
      assertInstanceOf(VariantDriver.class, report.drivers().getFirst().driver());
    }
  }

  @Test
  void theHostsOwnClassesAndLibrariesAreHidden() throws IOException {
    for (Class<?> hidden : List.of(HostFunction.class, JsonObject.class, org.pf4j.Plugin.class)) {
      assertContains(
          "NoClassDefFoundError: " + hidden.getName().replace('.', '/'),
          refusal(
              JarBuilder.plugin("acme")
                  .driver(
                      "acme.Driver", "acme", "Object it = %s.class;".formatted(hidden.getName()))
                  .provider("acme.Driver")));
    }
  }

  @Test
  void aPluginBringsItsOwnCopyOfALibraryOfOurs() throws IOException, ReflectiveOperationException {
    String members = "public Class<?> type() { return com.grack.nanojson.JsonObject.class; }";
    JarBuilder.plugin("acme")
        .driver("acme.Driver", "acme", members)
        .provider("acme.Driver")
        .classOf(JsonObject.class)
        .write(folder, "acme.jar");
    try (Plugins plugins = PluginFolder.load(folder)) {
      VariantDriver driver = plugins.catalog().drivers().getFirst().driver();
      Class<?> its = (Class<?>) driver.getClass().getMethod("type").invoke(driver);
      assertNotSame(JsonObject.class, its);
      assertEquals(JsonObject.class.getName(), its.getName());
    }
  }

  @Test
  void aPluginDoesNotSeeAnother() throws IOException {
    JarBuilder.working("one")
        .source("one.Secret", "package one; public class Secret {}")
        .write(folder, "a.jar");
    JarBuilder two =
        JarBuilder.plugin("two")
            .source("one.Secret", "package one; public class Secret {}")
            .driver(
                "acme.Driver",
                "two",
                "Object it = secret(); static Object secret() { try { return"
                    + " Class.forName(\"one.Secret\"); } catch (ClassNotFoundException e) { throw"
                    + " new IllegalStateException(\"hidden\"); } }")
            .provider("acme.Driver")
            .withoutClass("one.Secret");
    assertContains("IllegalStateException: hidden", refusalOf(two));
  }

  @Test
  void resourcesOfTheHostAreHidden() throws IOException {
    String members =
        "public Driver() { if (Driver.class.getClassLoader().getResource("
            + "\"io/vfio4j/core/plugin/PluginFolder.class\") != null) throw new Error(\"seen\"); }";
    assertTrue(
        load(JarBuilder.plugin("acme")
                .driver("acme.Driver", "acme", members)
                .provider("acme.Driver"))
            .loaded());
  }

  @Test
  void aDriverIsMadeWithItsPluginsContextClassLoader() throws IOException {
    String members =
        "public Driver() { if (Thread.currentThread().getContextClassLoader() !="
            + " Driver.class.getClassLoader()) throw new Error(\"another's\"); }";
    assertTrue(
        load(JarBuilder.plugin("acme")
                .driver("acme.Driver", "acme", members)
                .provider("acme.Driver"))
            .loaded());
  }

  /** Its name and table come with how often each was asked for, and by which threads. */
  @Test
  void aDriverIsMadeOnceAndSaysOnceWhatItIs() throws IOException {
    String source =
        """
        package acme;
        import io.vfio4j.api.*;
        import io.vfio4j.api.pci.PciMatch;
        import java.util.*;
        public class Driver implements VariantDriver {
          private static final List<String> CALLS = new ArrayList<>();
          private static final Set<Thread> THREADS = new HashSet<>();
          private static void note(String call) {
            CALLS.add(call);
            THREADS.add(Thread.currentThread());
          }
          public Driver() { note("new"); }
          public String name() { note("name"); return "acme"; }
          public List<PciMatch> idTable() { note("idTable"); return List.of(PciMatch.any()); }
          public VfioDevice probe(DeviceContext context) { return context.core(); }
          public String toString() { return CALLS + " on " + THREADS.size() + " thread"; }
        }
        """;
    JarBuilder.plugin("acme")
        .source("acme.Driver", source)
        .provider("acme.Driver")
        .write(folder, "acme.jar");
    try (Plugins plugins = PluginFolder.load(folder)) {
      CatalogDriver driver = plugins.reports().getFirst().drivers().getFirst();
      assertEquals("[new, name, idTable] on 1 thread", driver.driver().toString());
    }
  }
}
