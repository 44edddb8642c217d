package io.vfio4j.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@code vfio4j serve} of the built image, looked at from outside. */
final class Agent implements AutoCloseable {

  private static final long LIMIT_SECONDS = 30;

  private final Process process;
  private final Path folder;

  private Agent(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** Starts an agent and waits until it is ready. */
  static Agent serve(String... options) throws Exception {
    return serve(WorkFolder.create("agent"), Map.of(), options);
  }

  /** The same with an agent that logs what each client has cost it, see {@link #messages}. */
  static Agent counting() throws Exception {
    Path folder = WorkFolder.create("agent");
    Path logging = folder.resolve("logging.properties");
    Files.write(
        logging,
        List.of(
            "handlers = java.util.logging.ConsoleHandler",
            "java.util.logging.ConsoleHandler.level = ALL",
            "io.vfio4j.core.vmm.session.level = FINE"));
    String option = "-Djava.util.logging.config.file=" + logging;
    return serve(folder, Map.of("VFIO4J_JAVA_OPTS", option));
  }

  private static Agent serve(Path folder, Map<String, String> environment, String... options)
      throws Exception {
    List<String> command = Command.line("serve", "--socket-dir", folder.toString());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectError(folder.resolve("log").toFile()).start();
    Agent agent = new Agent(process, folder);
    try {
      agent.awaitReady();
      return agent;
    } catch (ExecutionException | TimeoutException e) {
      agent.close();
      throw new AssertionError("the agent did not become ready: " + agent.log(), e);
    }
  }

  private void awaitReady() throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<String> first = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readAll(process.inputReader(), first));
    String line = first.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!line.startsWith("READY")) {
      throw new TimeoutException("instead of READY it said: " + line);
    }
  }

  /** To the end, so that the agent never waits for us. */
  private static void readAll(BufferedReader out, CompletableFuture<String> first) {
    try (out) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        first.complete(line);
      }
      first.complete("nothing");
    } catch (IOException e) {
      first.completeExceptionally(e);
    }
  }

  Path socket(String address) {
    return folder.resolve(address + ".sock");
  }

  /** How many messages each client sent that has gone. */
  List<Long> messages() throws IOException {
    return Pattern.compile("has gone after (\\d+) messages")
        .matcher(log())
        .results()
        .map(match -> Long.valueOf(match.group(1)))
        .toList();
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** How many descriptors it has open. */
  long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(proc("fd"))) {
      return all.count();
    }
  }

  /** Its mappings of memory that it shares with others: its devices' and its clients'. */
  long sharedMappings() throws IOException {
    try (Stream<String> all = Files.lines(proc("maps"))) {
      return all.filter(line -> line.contains("memfd:")).count();
    }
  }

  long residentKiB() throws IOException {
    try (Stream<String> all = Files.lines(proc("status"))) {
      String line = all.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }

  /** A second way to memory of a device: the file behind the agent's own descriptor. */
  Path memory(String name) throws IOException {
    try (Stream<Path> all = Files.list(proc("fd"))) {
      return all.filter(descriptor -> target(descriptor).contains(name)).findFirst().orElseThrow();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }

  private Path proc(String what) {
    return Path.of("/proc", Long.toString(process.pid()), what);
  }

  /** SIGTERM, and the status it ends with. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the agent still runs after " + LIMIT_SECONDS + " s");
    }
    return process.exitValue();
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
