package io.vfio4j.core.vmm.session;

/** DEVICE_RESET: answered when it is done. The client's maps and eventfds stay. */
final class DeviceResetHandler implements Handler {
  private final Lease lease;

  DeviceResetHandler(Lease lease) {
    this.lease = lease;
  }

  @Override
  public long handle(Request request, Reply reply) {
    lease.device().reset();
    return 0;
  }
}
