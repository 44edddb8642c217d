package io.vfio4j.distribution;

import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A tour of a host. */
@Command(
    name = "demo",
    description = {
      "Serves a host's functions and attaches a client to each as a VMM would:",
      "negotiates, sizes BARs, maps memory, compares it from both sides, interrupts, resets."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private AgentOptions options;

  @Override
  public void run() {
    try (Agent agent = Agents.open(options.config())) {
      new Demo(agent, spec.commandLine().getOut()).run();
    }
  }
}
