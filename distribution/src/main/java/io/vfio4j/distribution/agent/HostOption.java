package io.vfio4j.distribution.agent;

import picocli.CommandLine.Option;

/** The option {@code --host}. */
public final class HostOption {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "sim:gh200-96g",
      description = {
        "Whose functions: sim:NAME, a built-in profile,",
        "or sim:FILE, a profile of your own (${DEFAULT-VALUE})."
      })
  private String name = "";

  /** For picocli. */
  public HostOption() {}

  /** What the user chose. */
  public String name() {
    return name;
  }
}
