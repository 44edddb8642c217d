package io.vfio4j.core.linux;

/** The kernel's VFIO is there, but not in a state in which a group can be used. */
public final class GroupUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Its interface is of a version that nobody knows. */
    VERSION,
    /** It has no IOMMU of the first type, version 2. */
    NO_IOMMU_DRIVER,
    /** Another driver than VFIO's has a device of the group. */
    NOT_VIABLE
  }

  private final Reason reason;

  /**
   * Says so.
   *
   * @param reason why
   */
  public GroupUnusable(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
