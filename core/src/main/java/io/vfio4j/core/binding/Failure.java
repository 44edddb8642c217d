package io.vfio4j.core.binding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says in one line what a plugin threw. Its own text is not trusted: not to be short, not even to
 * be there.
 */
public final class Failure {
  private static final int MAX_LENGTH = 300;
  private static final List<String> JDK = List.of("java.", "jdk.", "sun.");
  private static final List<String> OURS =
      List.of("io.vfio4j.api.", "io.vfio4j.core.", "org.pf4j.");

  private Failure() {}

  /** The throwable's class and message, and the place in the plugin where it was thrown. */
  public static String describe(Throwable failure) {
    Throwable shown = failure;
    try {
      Throwable cause = failure instanceof ExceptionInInitializerError ? failure.getCause() : null;
      shown = cause == null ? failure : cause;
      String place = place(shown.getStackTrace()).map(frame -> " at " + frame).orElse("");
      return oneLine(shown.toString()) + place;
    } catch (Throwable _) {
      return shown.getClass().getName();
    }
  }

  /** Where a thread that does not return is: the place in the plugin that was reached last. */
  public static String where(StackTraceElement[] trace) {
    return place(trace).map(frame -> "it is at " + frame).orElse("in no code of its own");
  }

  /** The plugin's place, not that of what it called. */
  private static Optional<StackTraceElement> place(StackTraceElement[] trace) {
    List<StackTraceElement> frames = without(JDK, List.of(trace));
    List<StackTraceElement> plugins = without(OURS, frames);
    return Stream.of(plugins, frames).flatMap(List::stream).findFirst();
  }

  private static List<StackTraceElement> without(
      List<String> packages, List<StackTraceElement> frames) {
    return frames.stream()
        .filter(frame -> packages.stream().noneMatch(frame.getClassName()::startsWith))
        .toList();
  }

  /** A plugin's text on one line and of bounded length. */
  public static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
