package io.vfio4j.core.linux;

/** Counts the system calls that are made here; those of the JVM itself are not among them. */
public final class SystemCalls {
  private SystemCalls() {}

  /** How many the current thread has made so far. */
  public static long ofThisThread() {
    return Scratch.ofThread().downcalls();
  }
}
