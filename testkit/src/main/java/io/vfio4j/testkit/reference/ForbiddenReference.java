package io.vfio4j.testkit.reference;

import java.util.List;

/**
 * Something that a plugin's classes should not refer to.
 *
 * @param what a class, {@code java.lang.Runtime.halt}, or how else it is called
 * @param users the plugin's classes that refer to it, by their names
 * @param why what comes of it, and the cure
 * @param fails whether it is an error; else it is one only if it is ever reached
 * @since 0.1
 */
public record ForbiddenReference(String what, List<String> users, String why, boolean fails) {

  /** Keeps a copy. */
  public ForbiddenReference {
    users = List.copyOf(users);
  }

  /** One line: who refers to what, why that is wrong, what to do. */
  public String line() {
    int others = users.size() - 1;
    String more = others == 0 ? "" : " and %d more".formatted(others);
    return "%s%s: %s: %s".formatted(users.getFirst(), more, what, why);
  }
}
