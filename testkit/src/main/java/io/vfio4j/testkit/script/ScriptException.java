package io.vfio4j.testkit.script;

/**
 * A line of a script makes no sense.
 *
 * @since 0.1
 */
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScriptException(String line, String problem) {
    super(line + ": " + problem);
  }

  ScriptException(String line, String problem, Throwable cause) {
    super(line + ": " + problem, cause);
  }
}
