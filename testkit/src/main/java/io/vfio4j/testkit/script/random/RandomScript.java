package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.ScriptLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A script that was made by chance.
 *
 * @param seed which makes the same again
 * @param opening binds the device and fills what is read later on: memory holds what whoever had it
 *     before left in it
 * @param steps what follows, each of lines that belong together
 * @since 0.1
 */
public record RandomScript(long seed, Script opening, List<Script> steps) {

  /** Keeps a copy. */
  public RandomScript {
    steps = List.copyOf(steps);
  }

  /** All of it. */
  public Script script() {
    return with(steps);
  }

  /**
   * The opening with other steps.
   *
   * @param steps some of this script's
   */
  public Script with(List<Script> steps) {
    List<ScriptLine> lines = new ArrayList<>(opening.lines());
    steps.forEach(step -> lines.addAll(step.lines()));
    return new Script(lines);
  }
}
