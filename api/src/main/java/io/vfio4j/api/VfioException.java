package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;
import java.util.Objects;

/**
 * An operation failed with an errno. The errno goes to the client, the message to the operator.
 *
 * <p>Thrown by devices and drivers on any thread that calls them. Whatever else they throw becomes
 * {@link Errno#EIO}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class VfioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Errno errno;

  /**
   * A failure that no guest can cause at will: carries a stack trace.
   *
   * @param errno what the client is told
   * @param message what failed and why, for the operator
   */
  public VfioException(Errno errno, String message) {
    this(errno, message, true);
  }

  /**
   * A failure with a cause below it, for instance a system call's.
   *
   * @param errno what the client is told
   * @param message what failed and why, for the operator
   * @param cause what it was found out by
   */
  public VfioException(Errno errno, String message, Throwable cause) {
    super(message, cause);
    this.errno = Objects.requireNonNull(errno, "errno");
  }

  private VfioException(Errno errno, String message, boolean trace) {
    super(message, null, trace, trace);
    this.errno = Objects.requireNonNull(errno, "errno");
  }

  /**
   * The answer to a request that a guest or a client can make as often as it likes: costs no stack
   * trace.
   *
   * @param errno what the client is told
   * @param message what was wrong with the request
   */
  public static VfioException refused(Errno errno, String message) {
    return new VfioException(errno, message, false);
  }

  /** What the client is told. */
  public Errno errno() {
    return errno;
  }
}
