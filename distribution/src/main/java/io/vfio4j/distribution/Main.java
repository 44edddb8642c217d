package io.vfio4j.distribution;

import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Streams;

/** Where {@code bin/vfio4j} begins. */
final class Main {

  private Main() {}

  /** Without the JVM's shutdown hooks: a plugin's need not return. */
  public static void main(String[] args) {
    Streams streams = Streams.standard();
    // What a plugin prints is no part of what a script reads.
    System.setOut(System.err);
    int code = run(streams, args);
    streams.out().flush();
    streams.err().flush();
    Runtime.getRuntime().halt(code);
  }

  /** The exit code. */
  static int run(Streams streams, String... args) {
    return new CommandRun(streams, new Version()).execute(new Vfio4j(), args);
  }
}
