package io.vfio4j.distribution.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;

/** What the user gave a command. */
public final class Arguments {
  private final CommandLine parsed;
  private final List<Parameter> parameters;

  Arguments(CommandLine parsed, List<Parameter> parameters) {
    this.parsed = parsed;
    this.parameters = parameters;
  }

  /** Whether an option was given. */
  public boolean has(ValueOption option) {
    return parsed.hasOption(option.name());
  }

  /**
   * The value of an option that is required, has a default, or {@linkplain #has was given}.
   *
   * @throws WrongUsage if it was given more than once
   */
  public Value value(ValueOption option) {
    return optional(option).orElseThrow();
  }

  /**
   * The value of an option, or its default.
   *
   * @throws WrongUsage if it was given more than once
   */
  public Optional<Value> optional(ValueOption option) {
    List<Value> given = values(option);
    if (given.size() > 1) {
      throw new WrongUsage(option.name() + " is given " + given.size() + " times: give it once");
    }
    if (given.isEmpty() && option.standard().isPresent()) {
      return Optional.of(new Value(option.name(), option.standard().get()));
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(given.getFirst());
  }

  /** The values of an option that may be given more than once. */
  public List<Value> values(ValueOption option) {
    List<Value> values = new ArrayList<>();
    String[] texts = parsed.getOptionValues(option.name());
    if (texts != null) {
      for (String text : texts) {
        values.add(new Value(option.name(), text));
      }
    }
    return values;
  }

  /**
   * The values of an option, each of a name, an equals sign, and what it stands for; the last one
   * of a name counts.
   *
   * @throws WrongUsage if one is none
   */
  public Map<String, String> pairs(ValueOption option) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Value value : values(option)) {
      int equals = value.text().indexOf('=');
      if (equals < 1) {
        throw new WrongUsage(
            option.name() + " '" + value.text() + "' is not of the form " + option.label());
      }
      pairs.put(value.text().substring(0, equals), value.text().substring(equals + 1));
    }
    return pairs;
  }

  /** The parameter at a place. */
  public Value parameter(int place) {
    return new Value(parameters.get(place).label(), parsed.getArgList().get(place));
  }

  /** The parameters from the place of a repeated one on. */
  public List<Value> parametersFrom(int place) {
    List<Value> values = new ArrayList<>();
    for (String text : parsed.getArgList().subList(place, parsed.getArgList().size())) {
      values.add(new Value(parameters.get(place).label(), text));
    }
    return values;
  }
}
