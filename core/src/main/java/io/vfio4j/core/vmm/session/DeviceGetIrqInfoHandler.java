package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.DeviceGetIrqInfo;

/** DEVICE_GET_IRQ_INFO. */
final class DeviceGetIrqInfoHandler implements Handler {
  private final Lease lease;
  private final DeviceGetIrqInfo asked = new DeviceGetIrqInfo();
  private final DeviceGetIrqInfo answer = new DeviceGetIrqInfo();

  DeviceGetIrqInfoHandler(Lease lease) {
    this.lease = lease;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    asked.check();
    if (Integer.compareUnsigned(asked.index(), lease.info().irqs()) >= 0) {
      throw VfioException.refused(Errno.EINVAL, "no IRQ index " + asked.index());
    }
    reply.write(answer, DeviceGetIrqInfo.SIZE);
    answer.putReply(lease.device().irqInfo(asked.index()));
    return DeviceGetIrqInfo.SIZE;
  }
}
