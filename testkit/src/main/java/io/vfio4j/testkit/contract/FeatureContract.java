package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.IoctlRequest;
import org.junit.jupiter.api.Test;

/**
 * F: features and ioctls.
 *
 * @since 0.1
 */
public abstract class FeatureContract extends DeviceContract {
  private static final int NO_FEATURE = 0xfffe;
  private static final int NO_IOCTL = 0x3bff;

  /** For subclasses. */
  protected FeatureContract() {}

  /** F1: A feature that nobody knows is ENOTTY, whether it is asked for or probed. */
  @Test
  public void required_F1_anUnknownFeatureIsEnotty() {
    String lookAt = "feature(): leave a feature that is not yours to super";
    FeatureRequest get = new FeatureRequest(NO_FEATURE, true, false, false, memory(0));
    FeatureRequest probe = new FeatureRequest(NO_FEATURE, true, false, true, memory(0));
    assertErrno(Errno.ENOTTY, lookAt, () -> device().feature(get));
    assertErrno(Errno.ENOTTY, lookAt, () -> device().feature(probe));
  }

  /** F2: An ioctl that nobody knows is ENOTTY. */
  @Test
  public void required_F2_anUnknownIoctlIsEnotty() {
    assertErrno(
        Errno.ENOTTY,
        "ioctl(): leave a command that is not yours to super",
        () -> device().ioctl(new IoctlRequest(NO_IOCTL, memory(64))));
  }
}
