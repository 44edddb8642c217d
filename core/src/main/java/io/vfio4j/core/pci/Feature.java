package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;
import java.util.function.Consumer;

/**
 * A device feature: which of GET and SET it knows, how much data it needs, what it does. In this
 * order it is refused: an operation that it does not know, one that is no operation, too little
 * data.
 *
 * @param get whether it can be got
 * @param set whether it can be set
 * @param data the least bytes of data
 * @param action what it does
 */
record Feature(boolean get, boolean set, long data, Consumer<FeatureRequest> action) {

  static Feature set(long data, Consumer<FeatureRequest> action) {
    return new Feature(false, true, data, action);
  }

  static Feature get(long data, Consumer<FeatureRequest> action) {
    return new Feature(true, false, data, action);
  }

  /** Known, but not to a device of this kind: the errno is EINVAL whatever is asked. */
  static Feature unavailable() {
    return new Feature(false, false, 0, request -> {});
  }

  void answer(FeatureRequest request) {
    if ((request.get() && !get) || (request.set() && !set)) {
      throw refused(request, "is not served so");
    }
    if (request.probe() && (get || set)) {
      return;
    }
    if (!request.get() && !request.set()) {
      throw refused(request, "is neither got nor set");
    }
    if (request.data().byteSize() < data) {
      throw refused(request, "needs %d bytes of data".formatted(data));
    }
    action.accept(request);
  }

  private static VfioException refused(FeatureRequest request, String why) {
    return VfioException.refused(Errno.EINVAL, "feature %d %s".formatted(request.feature(), why));
  }
}
