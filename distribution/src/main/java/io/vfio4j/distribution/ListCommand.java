package io.vfio4j.distribution;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.AgentOptions;
import io.vfio4j.distribution.agent.Agents;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.Format;
import io.vfio4j.distribution.output.FunctionJson;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import io.vfio4j.distribution.serve.ListeningSockets;
import io.vfio4j.distribution.serve.SocketPaths;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A line for each function. */
final class ListCommand implements Command {
  private static final ValueOption SOCKET_DIR =
      ValueOption.of(
          "--socket-dir",
          "DIR",
          "In JSON, name the sockets in this folder that a 'vfio4j serve' listens on.");

  @Override
  public Usage usage() {
    return Usage.of(
            "list", "Lists a host's functions: address, ids, class, variant, and why that one.")
        .options(OutputOption.OUTPUT, SOCKET_DIR)
        .options(AgentOptions.ALL);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Optional<Path> folder = given.optional(SOCKET_DIR).map(Value::path);
    Format format = OutputOption.format(given);
    PrintWriter out = streams.out();
    try (Agent agent = Agents.open(AgentOptions.config(given))) {
      List<Binding> bindings = agent.bindAll().stream().map(BoundFunction::binding).toList();
      switch (format) {
        case TEXT -> FunctionText.list(bindings).forEach(out::println);
        case JSON -> out.println(Json.text(json(bindings, folder)));
      }
    }
    return ExitCode.OK;
  }

  private static JsonArray json(List<Binding> bindings, Optional<Path> folder) {
    JsonArray list = new JsonArray(bindings.stream().map(FunctionJson::of).toList());
    if (folder.isPresent()) {
      ListeningSockets listening = ListeningSockets.now();
      for (int i = 0; i < list.size(); i++) {
        Path socket = SocketPaths.in(folder.get(), bindings.get(i).function().address());
        addSocket(list.getObject(i), SocketPaths.absolute(socket), listening);
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
