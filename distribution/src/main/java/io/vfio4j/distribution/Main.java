package io.vfio4j.distribution;

import io.vfio4j.distribution.cli.CommandRun;
import io.vfio4j.distribution.cli.Streams;

/** Where {@code bin/vfio4j} begins. */
final class Main {

  private Main() {}

  public static void main(String[] args) {
    CommandRun run = new CommandRun(Streams.standard(), new Version());
    System.exit(run.execute(new Vfio4j(), args));
  }
}
