package io.vfio4j.distribution;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.output.FunctionJson;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import io.vfio4j.distribution.serve.ListeningSockets;
import io.vfio4j.distribution.serve.SocketPaths;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--socket-dir",
      paramLabel = "DIR",
      description = "In JSON, name the sockets in this folder that a 'vfio4j serve' listens on.")
  private @Nullable Path folder;

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

  private JsonArray json(List<Binding> bindings) {
    JsonArray list = new JsonArray(bindings.stream().map(FunctionJson::of).toList());
    if (folder != null) {
      ListeningSockets listening = ListeningSockets.now();
      for (int i = 0; i < list.size(); i++) {
        Path socket = SocketPaths.in(folder, bindings.get(i).function().address());
        addSocket(list.getObject(i), socket.toAbsolutePath().normalize(), listening);
      }
    }
    return list;
  }

  private static void addSocket(JsonObject function, Path socket, ListeningSockets listening) {
    if (listening.contains(socket)) {
      function.put("socket", socket.toString());
    }
  }
}
