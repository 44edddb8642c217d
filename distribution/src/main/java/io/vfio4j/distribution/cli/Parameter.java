package io.vfio4j.distribution.cli;

/**
 * What is given without an option's name, by its place.
 *
 * @param label what stands for it in the help and in messages
 * @param description for the help
 * @param required whether it must be given
 * @param repeated whether all that follows is the same
 */
public record Parameter(String label, String description, boolean required, boolean repeated) {

  /** One value. */
  public static Parameter one(String label, String description) {
    return new Parameter(label, description, true, false);
  }

  /** One value or more; the last parameter of a command. */
  public static Parameter several(String label, String description) {
    return new Parameter(label, description, true, true);
  }

  /** Any number of values, or none; the last parameter of a command. */
  public static Parameter any(String label, String description) {
    return new Parameter(label, description, false, true);
  }

  /** As the help has it. */
  String synopsis() {
    String all = repeated ? label + "..." : label;
    return required ? all : "[" + all + "]";
  }
}
