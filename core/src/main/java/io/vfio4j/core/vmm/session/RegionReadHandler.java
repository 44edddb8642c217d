package io.vfio4j.core.vmm.session;

import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.protocol.RegionAccess;

/** REGION_READ: the device reads into the reply. */
final class RegionReadHandler implements Handler {
  private final RegionTransfer transfer;
  private final RegionAccess asked = new RegionAccess();
  private final RegionAccess answer = new RegionAccess();
  private final Slices slices = new Slices(false);

  RegionReadHandler(RegionTransfer transfer) {
    this.transfer = transfer;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    long count = asked.count();
    transfer.check(asked.region(), asked.offset(), count);
    reply.write(answer, RegionAccess.DATA + count);
    transfer.read(
        asked.region(),
        asked.offset(),
        slices.of(answer.bytes(), Header.SIZE + RegionAccess.DATA, count));
    answer.putReply(asked);
    return answer.length();
  }
}
