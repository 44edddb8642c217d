package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.HostFunction;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** DEVICE_FEATURE: what is served, by number. What is not in the table is ENOTTY. */
final class Features {
  private static final int VF_TOKEN = 0;
  private static final int LOW_POWER_ENTRY = 3;
  private static final int LOW_POWER_ENTRY_WITH_WAKEUP = 4;
  private static final int LOW_POWER_EXIT = 5;
  private static final int DMA_BUF = 11;
  private static final int PRECOPY_INFO = 12;

  private static final ValueLayout.OfLong UUID_HALF =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final HostFunction function;
  private final VfTokens tokens;
  private final LowPower lowPower;
  private final Map<Integer, Feature> table;

  Features(HostFunction function, VfTokens tokens, LowPower lowPower) {
    this.function = function;
    this.tokens = tokens;
    this.lowPower = lowPower;
    this.table = table(new DmaBuf(function));
  }

  private Map<Integer, Feature> table(DmaBuf dmaBuf) {
    Map<Integer, Feature> features = new HashMap<>();
    if (function.virtualization().capable()) {
      features.put(VF_TOKEN, Feature.set(16, this::setToken));
    }
    features.put(LOW_POWER_ENTRY, Feature.set(0, request -> lowPower.enter()));
    features.put(LOW_POWER_ENTRY_WITH_WAKEUP, Feature.set(8, this::enterWithWakeup));
    features.put(LOW_POWER_EXIT, Feature.set(0, request -> lowPower.exit()));
    features.put(DMA_BUF, Feature.get(DmaBuf.HEAD, dmaBuf::refuse));
    features.put(PRECOPY_INFO, Feature.unavailable());
    return features;
  }

  FeatureResult answer(FeatureRequest request) {
    if (request.get() && request.set() && !request.probe()) {
      throw VfioException.refused(Errno.EINVAL, "a feature is got or set, not both");
    }
    Feature feature = table.get(request.feature());
    if (feature == null) {
      throw VfioException.refused(Errno.ENOTTY, "no feature " + request.feature());
    }
    feature.answer(request);
    return FeatureResult.EMPTY;
  }

  private void enterWithWakeup(FeatureRequest request) {
    int eventFd = request.data().get(DmaBuf.DWORD, 0);
    if (eventFd < 0) {
      throw VfioException.refused(Errno.EINVAL, "no eventfd to wake up by: " + eventFd);
    }
    lowPower.enter(request.files().eventFd(eventFd));
  }

  /** Its 16 bytes in the order in which a UUID is written. */
  private void setToken(FeatureRequest request) {
    long high = request.data().get(UUID_HALF, 0);
    tokens.set(function, new UUID(high, request.data().get(UUID_HALF, Long.BYTES)));
  }
}
