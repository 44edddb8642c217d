package io.vfio4j.distribution.agent;

import io.vfio4j.distribution.cli.ValueOption;

/** The option {@code --host}. */
public final class HostOption {
  /** Whose functions. */
  public static final ValueOption HOST =
      ValueOption.of(
              "--host",
              "HOST",
              "Whose functions: sim:NAME, a built-in profile, sim:FILE, a profile of your own,"
                  + " vfio, all of this machine that vfio-pci has, or vfio:BDF,BDF, those"
                  + " (${default}).")
          .withDefault("sim:gh200-96g");

  private HostOption() {}
}
