package io.vfio4j.distribution.cli;

/** What the user can name: a command, or a group of them. */
public sealed interface Entry permits Command, CommandGroup {

  /** What it is called, what it takes, and what the help says of it. */
  Usage usage();
}
