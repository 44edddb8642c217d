package io.vfio4j.distribution;

import com.grack.nanojson.JsonArray;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.output.FunctionJson;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A line for each function. */
@Command(
    name = "list",
    description = "Lists a host's functions: address, ids, class, variant, and why that one.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private AgentOptions options;
  @Mixin private OutputOption output;

  @Override
  public void run() {
    try (Agent agent = Agents.open(options.config())) {
      List<Binding> bindings = agent.bindAll().stream().map(BoundFunction::binding).toList();
      PrintWriter out = spec.commandLine().getOut();
      switch (output.format()) {
        case TEXT -> FunctionText.list(bindings).forEach(out::println);
        case JSON -> out.println(Json.text(json(bindings)));
      }
      out.flush();
    }
  }

  private static JsonArray json(List<Binding> bindings) {
    return new JsonArray(bindings.stream().map(FunctionJson::of).toList());
  }
}
