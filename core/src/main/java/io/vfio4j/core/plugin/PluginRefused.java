package io.vfio4j.core.plugin;

/** A jar cannot be loaded; the message says why and what its author or the operator can do. */
final class PluginRefused extends Exception {
  private static final long serialVersionUID = 1L;

  PluginRefused(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
