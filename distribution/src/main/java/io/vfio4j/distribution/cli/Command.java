package io.vfio4j.distribution.cli;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;

/** Something that vfio4j does. */
public non-sealed interface Command extends Entry {

  /**
   * Does it.
   *
   * @param given what the user wrote
   * @param streams where the result goes
   * @throws CommandFailed if it cannot be done
   * @throws WrongUsage if what the user wrote makes no sense
   */
  ExitCode run(Arguments given, Streams streams);
}
