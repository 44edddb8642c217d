package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that ran to its end: its status and what it printed. */
record Output(List<String> command, int status, String out, String err) {

  private static final long LIMIT_SECONDS = 240;

  static Output of(List<String> command) {
    try {
      Path out = Files.createTempFile("vfio4j-", ".out");
      Path err = Files.createTempFile("vfio4j-", ".err");
      try {
        return run(command, out, err);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot run " + command, e);
    }
  }

  private static Output run(List<String> command, Path out, Path err) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + command);
      }
      return new Output(command, process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What it printed, if it went well. */
  String orFail() {
    if (status != 0) {
      throw new AssertionError(command + " ended with " + status + ": " + err);
    }
    return out;
  }
}
