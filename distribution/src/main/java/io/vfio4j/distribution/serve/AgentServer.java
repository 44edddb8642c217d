package io.vfio4j.distribution.serve;

import io.vfio4j.core.binding.Binding;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.FunctionText;
import io.vfio4j.distribution.output.Table;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Serves until a signal comes, which also ends the process while there is nothing to serve yet. */
public final class AgentServer implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.vfio4j.serve");

  private final PrintWriter out;
  private final Servers servers;
  private final ExitOnSignal exit;

  /**
   * A server.
   *
   * @param out for READY and the sockets
   * @param poll how long to ask a client for the next message before sleeping
   */
  public AgentServer(PrintWriter out, Duration poll) {
    this.out = out;
    this.servers = new Servers(poll);
    this.exit = ExitOnSignal.after(servers::ended);
  }

  /**
   * Serves the functions that are bound; returns only if it cannot begin.
   *
   * @param plans functions and their sockets
   * @param allOrNothing whether a function that is not bound is a failure, or is left out
   * @throws CommandFailed if a socket cannot be made or nothing is left to serve
   */
  public void serve(List<SocketPlan> plans, boolean allOrNothing) {
    try (Servers all = servers) {
      Table table = new Table();
      for (SocketPlan plan : bound(plans, allOrNothing)) {
        Served served = all.serve(plan.function(), plan.path());
        table.row(served.path().toString(), address(plan), variant(plan));
      }
      out.println("READY");
      table.lines().forEach(out::println);
      out.flush();
      exit.await();
    }
  }

  /** Does not return if the signal has come. */
  @Override
  public void close() {
    servers.close();
    exit.close();
  }

  private static List<SocketPlan> bound(List<SocketPlan> plans, boolean allOrNothing) {
    List<SocketPlan> bound =
        plans.stream().filter(plan -> plan.function().binding().device().isPresent()).toList();
    if (bound.isEmpty() || (allOrNothing && bound.size() < plans.size())) {
      throw new CommandFailed(ExitCode.FAILED, whyNone(plans));
    }
    plans.stream().filter(plan -> !bound.contains(plan)).forEach(AgentServer::leftOut);
    return bound;
  }

  private static String whyNone(List<SocketPlan> plans) {
    if (plans.isEmpty()) {
      return "the host has no function to serve: choose another one with --host";
    }
    Binding first = plans.getFirst().function().binding();
    return "%s is not bound: %s; 'vfio4j explain %s', with the same options, shows all candidates"
        .formatted(first.function().address(), first.reason(), first.function().address());
  }

  private static void leftOut(SocketPlan plan) {
    LOG.log(
        Level.WARNING,
        "{0} is not served, as it is not bound: {1}",
        address(plan),
        plan.function().binding().reason());
  }

  private static String address(SocketPlan plan) {
    return plan.function().binding().function().address().toString();
  }

  private static String variant(SocketPlan plan) {
    return FunctionText.variant(plan.function().binding());
  }
}
