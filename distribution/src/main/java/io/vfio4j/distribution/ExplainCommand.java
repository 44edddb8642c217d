package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Parameter;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.Format;
import io.vfio4j.distribution.output.FunctionJson;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import java.io.PrintWriter;

/** Every candidate for one function, and what became of it. */
final class ExplainCommand implements Command {

  @Override
  public Usage usage() {
    return Usage.of(
            "explain",
            "Explains a function's variant: each driver that matches, its rank, and why it was"
                + " taken or declined.")
        .parameters(Parameter.one("BDF", "The function, for instance 0009:01:00.0."))
        .options(OutputOption.OUTPUT)
        .options(AgentOptions.ALL);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    PciAddress address = given.parameter(0).address();
    Format format = OutputOption.format(given);
    PrintWriter out = streams.out();
    try (Agent agent = Agents.open(AgentOptions.config(given))) {
      Binding binding = agent.bind(address).binding();
      switch (format) {
        case TEXT -> FunctionText.explain(binding).forEach(out::println);
        case JSON -> out.println(Json.text(FunctionJson.explained(binding)));
      }
    }
    return ExitCode.OK;
  }
}
