package io.vfio4j.distribution.cli;

import io.vfio4j.distribution.exit.ExitCode;
import java.util.List;
import java.util.function.Consumer;

/** A command with one of each, which keeps what it was given. */
final class Sample implements Command {

  enum Unit {
    HOURS,
    DAYS
  }

  static final ValueOption HOST =
      ValueOption.of("--host", "HOST", "Whose (${default}).").withDefault("here");
  static final ValueOption UNIT = ValueOption.of("--unit", "UNIT", "Which.").withLetter("u");
  static final ValueOption SET = ValueOption.of("--set", "NAME=VALUE", "A setting.");
  static final ValueOption FOLDER = ValueOption.of("--folder", "DIR", "A folder.");
  static final ValueOption FILE = ValueOption.of("--file", "FILE", "A file.");

  private final Consumer<Arguments> what;

  Sample(Consumer<Arguments> what) {
    this.what = what;
  }

  @Override
  public Usage usage() {
    return Usage.of("sample", "Does as it is told.")
        .details("And nothing else.")
        .synopsis("(--folder DIR | --file FILE)")
        .oneOf(FOLDER, FILE)
        .options(HOST, UNIT, SET)
        .parameters(Parameter.one("UNIT", "Of time."), Parameter.any("BDF", "Functions."));
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    List<String> others = given.parametersFrom(1).stream().map(Value::text).toList();
    streams.out().println(given.parameter(0).oneOf(Unit.values()) + " " + others);
    what.accept(given);
    return ExitCode.OK;
  }
}
