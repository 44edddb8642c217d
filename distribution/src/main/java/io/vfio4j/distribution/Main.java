package io.vfio4j.distribution;

import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Streams;

/** Where {@code bin/vfio4j} begins. */
final class Main {

  private Main() {}

  /** Without the JVM's shutdown hooks: a plugin's need not return. */
  public static void main(String[] args) {
    int code = run(Streams.standard(), args);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }

  /** The exit code. */
  static int run(Streams streams, String... args) {
    return new CommandRun(streams, new Version()).execute(new Vfio4j(), args);
  }
}
