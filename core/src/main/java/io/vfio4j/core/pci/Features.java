package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.HostFunction;
import java.util.Map;

/** DEVICE_FEATURE: what is served, by number. What is not in the table is ENOTTY. */
final class Features {
  private static final int LOW_POWER_ENTRY = 3;
  private static final int LOW_POWER_ENTRY_WITH_WAKEUP = 4;
  private static final int LOW_POWER_EXIT = 5;
  private static final int DMA_BUF = 11;
  private static final int PRECOPY_INFO = 12;

  private final Map<Integer, Feature> table;
  private boolean lowPower;

  Features(HostFunction function) {
    DmaBuf dmaBuf = new DmaBuf(function);
    table =
        Map.of(
            LOW_POWER_ENTRY, Feature.set(0, request -> enterLowPower()),
            LOW_POWER_ENTRY_WITH_WAKEUP, Feature.set(8, this::enterWithWakeup),
            LOW_POWER_EXIT, Feature.set(0, request -> lowPower = false),
            DMA_BUF, Feature.get(DmaBuf.HEAD, dmaBuf::refuse),
            PRECOPY_INFO, Feature.unavailable());
  }

  FeatureResult answer(FeatureRequest request) {
    Feature feature = table.get(request.feature());
    if (feature == null) {
      throw VfioException.refused(Errno.ENOTTY, "no feature " + request.feature());
    }
    feature.answer(request);
    return FeatureResult.EMPTY;
  }

  private void enterLowPower() {
    if (lowPower) {
      throw VfioException.refused(Errno.EINVAL, "low power is on already");
    }
    lowPower = true;
  }

  /** The wake-up eventfd is a number in the client's process: it means nothing here. */
  private void enterWithWakeup(FeatureRequest request) {
    int eventFd = request.data().get(DmaBuf.DWORD, 0);
    throw VfioException.refused(
        eventFd < 0 ? Errno.EINVAL : Errno.EBADF, "no eventfd to wake up by: " + eventFd);
  }
}
