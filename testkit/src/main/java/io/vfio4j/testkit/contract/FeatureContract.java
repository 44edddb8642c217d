package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.Optional;

/**
 * F: features and ioctls.
 *
 * @since 0.1
 */
public abstract class FeatureContract extends DeviceContract {
  private static final int NO_FEATURE = 0xfffe;
  private static final int NO_IOCTL = 0x3bff;
  private static final int KNOWN = 16;

  /** For subclasses. */
  protected FeatureContract() {}

  /** F1. */
  @Rule(
      says = "A feature that nobody knows is ENOTTY, whether it is asked for or probed",
      lookAt = "feature(): leave a feature that is not yours to super")
  public void required_F1_anUnknownFeatureIsEnotty() {
    refused(Errno.ENOTTY, "GET of feature 0xfffe", () -> device().feature(get(NO_FEATURE, false)));
    refused(Errno.ENOTTY, "PROBE of feature 0xfffe", () -> device().feature(get(NO_FEATURE, true)));
  }

  /** F2. */
  @Rule(
      says = "An ioctl that nobody knows is ENOTTY",
      lookAt = "ioctl(): leave a command that is not yours to super",
      notOverSocket = "vfio-user has no message for it")
  public void required_F2_anUnknownIoctlIsEnotty() {
    refused(
        Errno.ENOTTY,
        "ioctl 0x%x".formatted(NO_IOCTL),
        () -> device().ioctl(new IoctlRequest(NO_IOCTL, memory(64))));
  }

  /** F3. */
  @Rule(
      says = "A feature is probed as it is served: what a GET does not know is not there to PROBE",
      lookAt = "feature(): probe() asks for what get() and set() would do")
  public void required_F3_whatIsProbedIsServed() {
    for (int feature = 0; feature < KNOWN; feature++) {
      if (answer(get(feature, true)).isEmpty()) {
        Optional<Errno> got = answer(get(feature, false));
        check(
            got.filter(errno -> errno == Errno.ENOTTY).isEmpty(),
            "feature %d is there for PROBE and ENOTTY for GET".formatted(feature));
      }
    }
  }

  private Optional<Errno> answer(FeatureRequest request) {
    try {
      device().feature(request);
      return Optional.empty();
    } catch (VfioException e) {
      return Optional.of(e.errno());
    }
  }

  private FeatureRequest get(int feature, boolean probe) {
    return new FeatureRequest(feature, true, false, probe, memory(0));
  }
}
