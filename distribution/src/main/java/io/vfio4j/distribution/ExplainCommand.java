package io.vfio4j.distribution;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.output.FunctionJson;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Every candidate for one function, and what became of it. */
@Command(
    name = "explain",
    description =
        "Explains a function's variant: each driver that matches, its rank, and why it was taken or"
            + " declined.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private AgentOptions options;
  @Mixin private OutputOption output;

  @Parameters(paramLabel = "BDF", description = "The function, for instance 0009:01:00.0.")
  private PciAddress address;

  @Override
  public void run() {
    try (Agent agent = Agents.open(options.config())) {
      Binding binding = agent.bind(address).binding();
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TEXT -> FunctionText.explain(binding).forEach(out::println);
        case JSON -> out.println(Json.text(FunctionJson.explained(binding)));
      }
      out.flush();
    }
  }
}
