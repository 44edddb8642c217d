package io.vfio4j.core.binding;

/**
 * Says in one line what a plugin threw. Its own text is not trusted: not to be short, not even to
 * be there.
 */
public final class Failure {
  private static final int MAX_LENGTH = 300;

  private Failure() {}

  /** The throwable's class and message, and the place in the plugin where it was thrown. */
  public static String describe(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable shown =
        failure instanceof ExceptionInInitializerError && cause != null ? cause : failure;
    try {
      StackTraceElement[] trace = shown.getStackTrace();
      return oneLine(shown.toString()) + (trace.length == 0 ? "" : " at " + trace[0]);
    } catch (Throwable _) {
      return shown.getClass().getName();
    }
  }

  /** A plugin's text on one line and of bounded length. */
  public static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
