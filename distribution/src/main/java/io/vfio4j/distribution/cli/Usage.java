package io.vfio4j.distribution.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** What a command is called, what it takes, and what the help says of it; made for one run. */
public final class Usage {
  private final String name;
  private final String summary;
  private String details = "";
  private String synopsis = "";
  private String footer = "";
  private final Options options = new Options();
  private final List<Parameter> parameters = new ArrayList<>();

  private Usage(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  /**
   * A command that takes nothing yet.
   *
   * @param name what the user calls it
   * @param summary a sentence that also lists it among others
   */
  public static Usage of(String name, String summary) {
    return new Usage(name, summary);
  }

  /** What the help says after the summary. */
  public Usage details(String text) {
    details = text;
    return this;
  }

  /** What the help ends with. */
  public Usage footer(String text) {
    footer = text;
    return this;
  }

  /** The options that must be given, for the first line of the help and for who leaves them out. */
  public Usage synopsis(String text) {
    synopsis = text;
    return this;
  }

  /** What it takes by place. */
  public Usage parameters(Parameter... more) {
    parameters.addAll(List.of(more));
    return this;
  }

  /** Options. */
  public Usage options(ValueOption... more) {
    return options(List.of(more));
  }

  /** Options. */
  public Usage options(List<ValueOption> more) {
    for (ValueOption option : more) {
      options.addOption(option.declared());
    }
    return this;
  }

  /** Options of which one must be given, and only one. */
  public Usage oneOf(ValueOption... alternatives) {
    return group(true, alternatives);
  }

  /** Options of which one may be given, and only one. */
  public Usage atMostOneOf(ValueOption... alternatives) {
    return group(false, alternatives);
  }

  private Usage group(boolean required, ValueOption... alternatives) {
    OptionGroup group = new OptionGroup();
    for (ValueOption option : alternatives) {
      group.addOption(option.declared());
    }
    group.setRequired(required);
    options.addOptionGroup(group);
    return this;
  }

  /** What the user calls it. */
  public String name() {
    return name;
  }

  String summary() {
    return summary;
  }

  String details() {
    return details;
  }

  String synopsis() {
    return synopsis;
  }

  String footer() {
    return footer;
  }

  /** Its own, then those that every command has. */
  Options options() {
    return StandardOptions.addedTo(options);
  }

  List<Parameter> parameters() {
    return parameters;
  }
}
