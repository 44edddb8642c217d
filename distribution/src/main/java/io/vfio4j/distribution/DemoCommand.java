package io.vfio4j.distribution;

import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.demo.Demo;
import io.vfio4j.distribution.exit.ExitCode;

/** A tour of a host. */
final class DemoCommand implements Command {

  @Override
  public Usage usage() {
    return Usage.of(
            "demo", "Serves a host's functions and attaches a client to each as a VMM would.")
        .details(
            "The client negotiates, sizes BARs, maps memory, compares it from both sides,"
                + " interrupts, resets.")
        .options(AgentOptions.ALL);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    try (Agent agent = Agents.open(AgentOptions.config(given))) {
      new Demo(agent, streams.out()).run();
    }
    return ExitCode.OK;
  }
}
