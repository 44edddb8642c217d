package io.vfio4j.testkit.client;

/**
 * There is no reply and there will be none: the server closed, took too long, or sent what cannot
 * be a message.
 *
 * @since 0.1
 */
public final class ConnectionLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A loss.
   *
   * @param reason what happened
   */
  public ConnectionLost(String reason) {
    super(reason);
  }
}
