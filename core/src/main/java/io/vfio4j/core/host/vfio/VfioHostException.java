package io.vfio4j.core.host.vfio;

/** A host's functions cannot be used: what, why, and what to do, in a line for the operator. */
public final class VfioHostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean missing;

  private VfioHostException(String message, boolean missing) {
    super(message);
    this.missing = missing;
  }

  /** What was named is not there. */
  static VfioHostException missing(String message) {
    return new VfioHostException(message, true);
  }

  /** It is there, and cannot be used. */
  static VfioHostException unusable(String message) {
    return new VfioHostException(message, false);
  }

  /** Whether what was named is not there. */
  public boolean isMissing() {
    return missing;
  }
}
