package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.DeviceFeature;
import java.lang.foreign.MemorySegment;

/** DEVICE_FEATURE: a GET is answered with data, SET and PROBE with the request itself. */
final class DeviceFeatureHandler implements Handler {
  private final Lease lease;
  private final DeviceFeature asked = new DeviceFeature();
  private final DeviceFeature answer = new DeviceFeature();

  DeviceFeatureHandler(Lease lease) {
    this.lease = lease;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    FeatureRequest feature = asked.request();
    boolean data = feature.get() && !feature.probe();
    if (!data) {
      // Before it is carried out, which could not be undone.
      checkFits(asked.length());
    }
    MemorySegment got = lease.device().feature(feature).data();
    long size = data ? DeviceFeature.DATA + got.byteSize() : asked.length();
    checkFits(size);
    reply.write(answer, size);
    if (data) {
      answer.putReply(asked, size);
      MemorySegment.copy(
          got, 0, answer.bytes(), answer.start() + DeviceFeature.DATA, got.byteSize());
    } else {
      MemorySegment.copy(asked.bytes(), asked.start(), answer.bytes(), answer.start(), size);
    }
    return size;
  }

  private void checkFits(long size) {
    if (size > asked.argsz() || size > Limits.MAX_DATA_XFER_SIZE) {
      throw VfioException.refused(Errno.EINVAL, "feature data does not fit in argsz");
    }
  }
}
