package io.vfio4j.core.host.sim.profile;

/** There is no such host, no profile of that name, or no such file. */
public final class UnknownProfileException extends ProfileException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what there is not.
   *
   * @param message a line, which also names what there is
   */
  public UnknownProfileException(String message) {
    super(message);
  }
}
