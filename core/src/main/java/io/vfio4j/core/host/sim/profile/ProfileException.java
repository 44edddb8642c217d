package io.vfio4j.core.host.sim.profile;

/** A profile that cannot be used: one line that says where and why. */
public sealed class ProfileException extends RuntimeException permits UnknownProfileException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem with a profile.
   *
   * @param message file, place in it, and what is wrong there
   */
  public ProfileException(String message) {
    super(message);
  }
}
