package io.vfio4j.distribution.plugin;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.testkit.contract.packaging.PackagingCheck;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import io.vfio4j.testkit.reference.ForbiddenReference;
import io.vfio4j.testkit.reference.ForbiddenReferences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks at one plugin from all sides: how it is packed, what it refers to, what it serves. */
final class Verification {
  private final Findings findings = new Findings();

  private Verification() {}

  static Findings of(Path plugin, Optional<String> host) {
    Verification verification = new Verification();
    try {
      verification.lookAtPackaging(plugin);
      verification.lookAtReferences(plugin);
      verification.lookAtDevices(plugin, host);
    } catch (IOException e) {
      verification.findings.add(
          true, "it cannot be read (%s): build it anew".formatted(FileProblem.words(e)));
    }
    return verification.findings;
  }

  /** Of packaging also what is optional: whoever verifies a plugin is about to give it away. */
  private void lookAtPackaging(Path plugin) {
    for (RuleResult result : PackagingCheck.of(plugin)) {
      if (result.outcome() == Outcome.KEPT) {
        findings.kept();
      } else {
        findings.add(result.outcome() == Outcome.BROKEN, result.line());
      }
    }
  }

  private void lookAtReferences(Path plugin) throws IOException {
    for (ForbiddenReference found : ForbiddenReferences.in(plugin)) {
      findings.add(found.fails(), found.line());
    }
  }

  /** What may end this process, or cannot be loaded, is not run. */
  private void lookAtDevices(Path plugin, Optional<String> host) throws IOException {
    if (findings.fallShort()) {
      findings.add(
          false, "no device was held against the device contract: mend first what fails above");
    } else {
      new DeviceVerification(host, findings).look(plugin);
    }
  }
}
