package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.RegionAccess;

/**
 * REGION_WRITE: the device takes the bytes from where they were received, unless that was its own
 * memory.
 */
final class RegionWriteHandler implements Handler {
  private final RegionTransfer transfer;
  private final WriteSource source;
  private final RegionAccess asked = new RegionAccess();
  private final RegionAccess answer = new RegionAccess();

  RegionWriteHandler(RegionTransfer transfer, WriteSource source) {
    this.transfer = transfer;
    this.source = source;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    long count = asked.count();
    if (asked.length() != RegionAccess.DATA + count) {
      throw VfioException.refused(Errno.EINVAL, "data of another length than the count");
    }
    if (!request.placed()) {
      write(count);
    }
    reply.write(answer, RegionAccess.DATA);
    answer.putReply(asked);
    return RegionAccess.DATA;
  }

  private void write(long count) {
    transfer.check(asked.region(), asked.offset(), count);
    transfer.write(
        asked.region(),
        asked.offset(),
        source.of(asked.bytes(), asked.start() + RegionAccess.DATA, count));
  }
}
