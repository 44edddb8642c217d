package io.vfio4j.core.plugin;

import io.vfio4j.core.binding.Failure;

/** What a plugin's code threw while it was loaded, and what can be done about it. */
final class Cure {
  private static final String PACK =
      "; pack that class into the jar: of others' a plugin sees io.vfio4j.api and slf4j alone";
  private static final String RESTRICTED =
      "; restricted methods are not for plugins: memory comes from the DeviceContext";
  private static final String UNSAFE = "; Unsafe's memory is not for plugins: use MemorySegment";
  private static final String AUTHOR = "; tell its author";

  private Cure() {}

  static String of(Throwable thrown) {
    return Failure.describe(thrown) + after(thrown);
  }

  private static String after(Throwable thrown) {
    Throwable cause = thrown instanceof ExceptionInInitializerError ? thrown.getCause() : thrown;
    return switch (cause) {
      case NoClassDefFoundError _, ClassNotFoundException _ -> PACK;
      case IllegalCallerException _ -> RESTRICTED;
      case UnsupportedOperationException unsafe when isOf("sun.misc.Unsafe", unsafe) -> UNSAFE;
      case null, default -> AUTHOR;
    };
  }

  private static boolean isOf(String className, Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().equals(className);
  }
}
