package io.vfio4j.distribution.cli;

import java.util.Optional;
import org.apache.commons.cli.Option;

/**
 * An option that takes a value.
 *
 * @param name for instance {@code --poll}
 * @param letter its short name without the dash, if it has one
 * @param label what stands for the value in the help
 * @param description for the help; {@code ${default}} stands for the default in it
 * @param standard the default
 * @param required whether it must be given
 */
public record ValueOption(
    String name,
    Optional<String> letter,
    String label,
    String description,
    Optional<String> standard,
    boolean required) {

  /** One that need not be given and has no default. */
  public static ValueOption of(String name, String label, String description) {
    return new ValueOption(name, Optional.empty(), label, description, Optional.empty(), false);
  }

  /** The same with a short name. */
  public ValueOption withLetter(String shortName) {
    return new ValueOption(name, Optional.of(shortName), label, description, standard, required);
  }

  /** The same with a default. */
  public ValueOption withDefault(String value) {
    return new ValueOption(name, letter, label, description, Optional.of(value), required);
  }

  /** The same, and it must be given. */
  public ValueOption thatIsRequired() {
    return new ValueOption(name, letter, label, description, standard, true);
  }

  Option declared() {
    return Option.builder(letter.orElse(null))
        .longOpt(name.substring(2))
        .hasArg()
        .argName(label)
        .desc(description.replace("${default}", standard.orElse("")))
        .required(required)
        .get();
  }
}
