package io.vfio4j.distribution;

import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Streams;

/** Where {@code bin/vfio4j} begins. */
final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Streams.standard(), args));
  }

  /** The exit code. */
  static int run(Streams streams, String... args) {
    return new CommandRun(streams, new Version()).execute(new Vfio4j(), args);
  }
}
