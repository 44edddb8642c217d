package io.vfio4j.distribution.demo;

import java.io.Console;

/** A colour of the terminal's, which shows only on one, and not if NO_COLOR is set. */
enum Colour {
  GREEN("\u001b[32m"),
  RED("\u001b[31m");

  private static final String RESET = "\u001b[0m";
  private static final boolean SHOWN = onTerminal() && System.getenv("NO_COLOR") == null;

  private final String start;

  Colour(String start) {
    this.start = start;
  }

  @SuppressWarnings("SystemConsoleNull") // That of JDK 25 is null again where there is no terminal.
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  String of(String text) {
    return SHOWN ? start + text + RESET : text;
  }
}
