package io.vfio4j.e2e;

import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.random.Coverage;
import io.vfio4j.testkit.script.random.RandomComparison;
import io.vfio4j.testkit.script.random.ScriptGenerator;
import io.vfio4j.testkit.script.random.ScriptRunner;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Linux' own nvgrace-gpu driver, in a guest to which we serve the hardware as it is, and the
 * image's nvgrace on the same hardware.
 */
final class NvgracePair implements AutoCloseable {
  private static final String ADDRESS = "0009:01:00.0";
  private static final int RESMEM = 2;
  private static final int USEMEM = 4;

  private final Agent agent;
  private final KernelDriverGuest guest;
  private final NvgraceInProcess ours;

  private NvgracePair(Agent agent, KernelDriverGuest guest, NvgraceInProcess ours) {
    this.agent = agent;
    this.guest = guest;
    this.ours = ours;
  }

  /**
   * Boots a guest.
   *
   * @param model of the GPU
   * @param memory how much that has
   */
  static NvgracePair boot(String model, String memory) throws Exception {
    Path profile = file(model + "-hardware.json");
    Agent agent = Agent.serve("--host", "sim:" + profile, "--variant", ADDRESS + "=passthrough");
    KernelDriverGuest guest = KernelDriverGuest.boot(agent.socket(ADDRESS), memory);
    NvgraceInProcess ours =
        NvgraceInProcess.of(
            profile, KernelDriverGuest.MEMORY_BASE, memory, guest.run(NvgraceInProcess.SET_UP));
    return new NvgracePair(agent, guest, ours);
  }

  private static Path file(String resource) throws URISyntaxException {
    return Path.of(NvgracePair.class.getResource(resource).toURI());
  }

  RandomComparison comparison() {
    return against(ours::run);
  }

  /** Linux' driver and one of ours that is wrong. */
  RandomComparison comparisonWithAWrongOne() {
    ForgetfulReset wrong = new ForgetfulReset(ours.driver());
    return against(script -> ours.run(wrong, script));
  }

  private RandomComparison against(ScriptRunner driver) {
    return new RandomComparison("spi", guest::run, driver, known());
  }

  /** The differences that are allowed. */
  List<KnownDifference> known() {
    return NvgraceDifferences.of(ours.memory(RESMEM));
  }

  /** Any operations, and above all those of which nvgrace has its own idea. */
  ScriptGenerator generator() {
    ScriptGenerator generator =
        ScriptGenerator.of(ours.shape())
            .withAccesses(150, Set.of(RESMEM, USEMEM))
            .withBarRegisters(100);
    return ours.memory(RESMEM) == 0
        ? generator
        : generator.completing(NvgraceDifferences::afterwards);
  }

  /** What a script must have, to be worth something. */
  Coverage coverage() {
    return new Coverage(NvgraceMarks.of(ours.shape()));
  }

  @Override
  public void close() throws IOException {
    ours.close();
    guest.close();
    agent.close();
  }
}
