package io.vfio4j.core.vmm.session;

import io.vfio4j.core.vmm.protocol.DeviceGetInfo;

/** DEVICE_GET_INFO. */
final class DeviceGetInfoHandler implements Handler {
  private final Lease lease;
  private final DeviceGetInfo asked = new DeviceGetInfo();
  private final DeviceGetInfo answer = new DeviceGetInfo();

  DeviceGetInfoHandler(Lease lease) {
    this.lease = lease;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    asked.check();
    reply.write(answer, DeviceGetInfo.SIZE);
    answer.putReply(lease.info());
    return DeviceGetInfo.SIZE;
  }
}
