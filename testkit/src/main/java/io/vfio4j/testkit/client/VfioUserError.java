package io.vfio4j.testkit.client;

import io.vfio4j.api.Errno;

/**
 * The server answered with an error.
 *
 * @since 0.1
 */
public final class VfioUserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * An error reply.
   *
   * @param command what it was the reply to
   * @param errno the number in its header
   */
  public VfioUserError(int command, int errno) {
    super("the server answered command %d with errno %d".formatted(command, errno));
    this.errno = errno;
  }

  /** The number as it came, a positive Linux errno. */
  public int number() {
    return errno;
  }

  /** The same by name; {@link Errno#EIO} for one that VFIO does not answer with. */
  public Errno errno() {
    return Errno.of(errno);
  }
}
