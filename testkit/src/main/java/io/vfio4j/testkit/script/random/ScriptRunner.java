package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;

/**
 * Has a device answer scripts, each as if there had been none before.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ScriptRunner {

  /**
   * Carries out a script.
   *
   * @param script begins with a probe
   */
  Transcript run(Script script);
}
