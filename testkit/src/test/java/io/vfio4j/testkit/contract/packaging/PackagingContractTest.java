package io.vfio4j.testkit.contract.packaging;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vfio4j.api.Errno;
import io.vfio4j.fixture.FixtureDrivers;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleInfo;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that are each wrong in one way, and the rule that says so. */
class PackagingContractTest {
  @TempDir private Path folder;

  static Stream<Arguments> wrong() {
    PluginJarBuilder newer = PluginJarBuilder.right().bytes("Newer.class", new byte[16]);
    return Stream.of(
        // The loader wants the same of the manifest and the services file, so K7 goes with them.
        jar("K1", "K7", PluginJarBuilder.right().without(PluginJarBuilder.MANIFEST)),
        jar("K2", "K7", PluginJarBuilder.right().without(PackagedPlugin.SERVICES)),
        jar("K3", "K7", PluginJarBuilder.right().driver(FixtureDrivers.Abstract.class)),
        jar("K3", "K7", PluginJarBuilder.right().driver(FixtureDrivers.hidden())),
        jar("K3", "K7", PluginJarBuilder.right().services("com.acme.AcmeDriver")),
        // The loader warns of it.
        jar("K4", "K8", PluginJarBuilder.right().pack(Errno.class)),
        jar("K5", "", PluginJarBuilder.right().pack(SimulatedDevice.class)),
        jar("K6", "", newer.change("Newer.class", bytes -> bytes[7] = (byte) 200)),
        jar("K7", "", PluginJarBuilder.right().driver(FixtureDrivers.Failing.class)),
        jar("K7", "", PluginJarBuilder.right().driver(FixtureDrivers.Loud.class)),
        jar("K7", "", PluginJarBuilder.right().driver(FixtureDrivers.Rowless.class)),
        jar("K8", "K4", PluginJarBuilder.right().pack(Errno.class)));
  }

  private static Arguments jar(String rule, String also, PluginJarBuilder jar) {
    return argumentSet(rule, rule, also, jar);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aWrongJarBreaksItsRuleAndNoOtherButThoseThatFollow(
      String rule, String also, PluginJarBuilder jar) throws IOException {
    List<RuleResult> results = PackagingCheck.of(jar.writeJar(folder.resolve("a.jar")));
    Set<String> due = new TreeSet<>(List.of(rule));
    if (!also.isEmpty()) {
      due.add(also);
    }
    assertEquals(due, broken(results));
  }

  private static Set<String> broken(List<RuleResult> results) {
    return results.stream()
        .filter(result -> result.outcome() == Outcome.BROKEN)
        .map(result -> result.rule().id())
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void everyRuleHasAJarThatBreaksIt() {
    Set<Object> covered =
        wrong().map(arguments -> arguments.get()[0]).collect(toCollection(TreeSet::new));
    Set<Object> rules =
        RuleInfo.of(PackagingContract.class).stream()
            .map(RuleInfo::id)
            .collect(toCollection(TreeSet::new));
    assertEquals(rules, covered);
  }

  @Test
  void aRightPluginKeepsEveryRuleAsAJarAndAsAFolder() throws IOException {
    PluginJarBuilder right = PluginJarBuilder.right();
    for (Path plugin :
        List.of(right.writeJar(folder.resolve("a.jar")), right.writeFolder(folder.resolve("a")))) {
      List<RuleResult> results = PackagingCheck.of(plugin);
      assertTrue(
          results.stream().allMatch(result -> result.outcome() == Outcome.KEPT),
          () -> results.stream().map(RuleResult::line).toList().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "a.bin"})
  void aJarThatIsNotNamedSoIsNotLoaded(String name) throws IOException {
    Path plugin = PluginJarBuilder.right().writeJar(folder.resolve(name));
    assertEquals(Set.of("K7"), broken(PackagingCheck.of(plugin)));
  }

  @Test
  void whatIsNoJarBreaksRulesAndEndsNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("a.jar"), "no jar");
    assertTrue(PackagingCheck.of(text).stream().noneMatch(r -> r.outcome() == Outcome.KEPT));
    Path none = folder.resolve("none.jar");
    assertTrue(PackagingCheck.of(none).stream().noneMatch(r -> r.outcome() == Outcome.KEPT));
  }
}
