package io.vfio4j.core.linux;

/** A system call that failed: which call, with which errno, and on what. */
public class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final int errno;

  LinuxException(String call, int errno, String detail, boolean withStackTrace) {
    super(describe(call, errno, detail), null, false, withStackTrace);
    this.call = call;
    this.errno = errno;
  }

  /** A failure of {@code call}, for example {@code connect: ECONNREFUSED}. */
  public static LinuxException of(String call, int errno) {
    return new LinuxException(call, errno, "", true);
  }

  /** A failure of {@code call} on {@code detail}, which the message shows in brackets. */
  public static LinuxException of(String call, int errno, String detail) {
    return new LinuxException(call, errno, detail, true);
  }

  /** The same without the cost of a stack trace, for failures that a client can cause at will. */
  public static LinuxException withoutStackTrace(String call, int errno, String detail) {
    return new LinuxException(call, errno, detail, false);
  }

  /** The number as in {@code errno.h}; positive. */
  public int errno() {
    return errno;
  }

  /** The symbolic name of {@link #errno()}, for example {@code EINVAL}. */
  public String errnoName() {
    return ErrnoTable.name(errno);
  }

  /** The name of the system call, or of our own function that stands for it. */
  public String call() {
    return call;
  }

  /** Turns the kernel's convention (negated errno) into an exception; passes other results on. */
  static long check(String call, long result) {
    if (result < 0) {
      throw of(call, (int) -result);
    }
    return result;
  }

  private static String describe(String call, int errno, String detail) {
    String message = call + ": " + ErrnoTable.name(errno);
    return detail.isEmpty() ? message : message + " (" + detail + ")";
  }
}
