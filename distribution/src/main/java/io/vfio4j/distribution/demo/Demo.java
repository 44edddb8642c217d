package io.vfio4j.distribution.demo;

import io.vfio4j.distribution.agent.Agent;
import io.vfio4j.distribution.agent.BoundFunction;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.serve.Served;
import io.vfio4j.distribution.serve.Servers;
import io.vfio4j.distribution.serve.SocketPaths;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Serves a host's functions on a folder of its own and visits each of them. */
public final class Demo {
  private final Agent agent;
  private final PrintWriter out;
  private final List<Check> checks = new ArrayList<>();

  /**
   * A demo.
   *
   * @param agent whose functions
   * @param out where the report goes
   */
  public Demo(Agent agent, PrintWriter out) {
    this.agent = agent;
    this.out = out;
  }

  /**
   * Serves, visits, prints.
   *
   * @throws CommandFailed if a check failed
   */
  public void run() {
    long start = System.nanoTime();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      visitAll(folder.path());
    }
    conclude((System.nanoTime() - start) / 1_000_000);
  }

  private void visitAll(Path folder) {
    List<BoundFunction> functions = agent.bindAll();
    out.printf(
        "%s: %d functions, each served on a vfio-user socket and visited as a VMM would%n",
        agent.hostName(), functions.size());
    try (Servers servers = new Servers()) {
      for (BoundFunction function : functions) {
        visit(servers, folder, function);
      }
    }
  }

  private void visit(Servers servers, Path folder, BoundFunction function) {
    if (function.binding().device().isEmpty()) {
      checks.add(new Check(false, "bind", function.binding().reason()));
      out.println();
      FunctionText.list(List.of(function.binding())).forEach(out::println);
      return;
    }
    Path socket = SocketPaths.in(folder, function.binding().function().address());
    socket.toFile().deleteOnExit();
    Served served = servers.serve(function, socket);
    Visit visit = new FunctionVisit(served).run();
    checks.addAll(visit.checks());
    new DemoReport(out).print(visit);
  }

  private void conclude(long millis) {
    long failed = checks.stream().filter(check -> !check.passed()).count();
    out.printf("%n%d checks, %d failed, in %d ms%n", checks.size(), failed, millis);
    out.flush();
    if (failed > 0) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%d of %d checks failed; they are marked FAIL above".formatted(failed, checks.size()));
    }
  }
}
