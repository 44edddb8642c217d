package io.vfio4j.distribution.plugin;

/**
 * Something that a plugin does not keep to.
 *
 * @param fails whether it falls short by it, or is only told
 * @param line what, where, and the cure
 */
record Finding(boolean fails, String line) {

  String text() {
    return "%-8s %s".formatted(fails ? "FAILS" : "warning", line);
  }
}
