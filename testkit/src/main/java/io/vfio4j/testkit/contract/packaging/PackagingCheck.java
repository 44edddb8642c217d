package io.vfio4j.testkit.contract.packaging;

import io.vfio4j.testkit.contract.rule.RuleResult;
import java.nio.file.Path;
import java.util.List;

/**
 * The contract's part on packaging, without JUnit.
 *
 * @since 0.1
 */
public final class PackagingCheck extends PackagingContract {
  private final Path plugin;

  private PackagingCheck(Path plugin) {
    this.plugin = plugin;
  }

  /**
   * Holds a plugin against every rule on packaging.
   *
   * @param plugin its jar, or the folder of its classes with its META-INF
   * @return a result for each rule, in the order of their numbers
   */
  public static List<RuleResult> of(Path plugin) {
    return new PackagingCheck(plugin).run();
  }

  @Override
  protected Path plugin() {
    return plugin;
  }
}
