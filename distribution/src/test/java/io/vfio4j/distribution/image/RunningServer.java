package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code vfio4j serve} that has said READY. */
final class RunningServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path out;
  private final Path err;
  private final Process process;

  private RunningServer(Path out, Path err, Process process) {
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** Starts and waits for READY and as many sockets. */
  static RunningServer start(int sockets, String... arguments)
      throws IOException, InterruptedException {
    return start(Map.of(), sockets, arguments);
  }

  /** The same with variables of the environment. */
  static RunningServer start(Map<String, String> environment, int sockets, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("vfio4j", ".out");
    Path err = Files.createTempFile("vfio4j", ".err");
    RunningServer server =
        new RunningServer(out, err, Image.start(environment, out, err, arguments));
    try {
      server.awaitReady(sockets);
      return server;
    } catch (Throwable failure) {
      server.close();
      throw failure;
    }
  }

  private void awaitReady(int sockets) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Files.readAllLines(out).size() <= sockets) {
      assertTrue(System.nanoTime() < end, "not ready");
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      assertTrue(!ended || Files.readAllLines(out).size() > sockets, () -> "ended: " + errorText());
    }
  }

  private String errorText() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Waits until so many lines have come on standard error. */
  void awaitErr(int lines) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (err().size() < lines) {
      assertTrue(System.nanoTime() < end, () -> "too few lines: " + errorText());
      assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS), () -> "ended: " + errorText());
    }
  }

  List<String> out() throws IOException {
    return Files.readAllLines(out);
  }

  List<String> err() throws IOException {
    return Files.readAllLines(err);
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  int exitCode() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "still runs");
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
