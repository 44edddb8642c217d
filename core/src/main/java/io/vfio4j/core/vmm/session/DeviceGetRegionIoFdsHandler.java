package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.DeviceGetRegionIoFds;

/** DEVICE_GET_REGION_IO_FDS: we have none to offer. No VMM asks. */
final class DeviceGetRegionIoFdsHandler implements Handler {
  private final Lease lease;
  private final DeviceGetRegionIoFds asked = new DeviceGetRegionIoFds();
  private final DeviceGetRegionIoFds answer = new DeviceGetRegionIoFds();

  DeviceGetRegionIoFdsHandler(Lease lease) {
    this.lease = lease;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    asked.check();
    int index = asked.index();
    boolean exists =
        Integer.compareUnsigned(index, lease.info().regions()) < 0
            && lease.device().regionInfo(index).size() > 0;
    if (!exists) {
      throw VfioException.refused(Errno.EINVAL, "no region " + index);
    }
    reply.write(answer, DeviceGetRegionIoFds.SIZE);
    answer.putNone(index);
    return DeviceGetRegionIoFds.SIZE;
  }
}
