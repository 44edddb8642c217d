package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.RegionWriteMulti;

/**
 * REGION_WRITE_MULTI: one write after the other, up to the first that fails. Not offered, but QEMU
 * sends it unasked if told to queue its messages.
 */
final class RegionWriteMultiHandler implements Handler {
  private final RegionTransfer transfer;
  private final WriteSource source;
  private final RegionWriteMulti asked = new RegionWriteMulti();
  private final RegionWriteMulti answer = new RegionWriteMulti();

  RegionWriteMultiHandler(RegionTransfer transfer, WriteSource source) {
    this.transfer = transfer;
    this.source = source;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    if (!asked.complete()) {
      throw VfioException.refused(Errno.EINVAL, "another number of writes than it says");
    }
    long done = 0;
    while (done < asked.entries() && written(done)) {
      done++;
    }
    reply.write(answer, RegionWriteMulti.SIZE);
    answer.putReply(done);
    return RegionWriteMulti.SIZE;
  }

  /** The client learns from the number done that one failed, and has nothing to learn why. */
  private boolean written(long entry) {
    long count = asked.count(entry);
    if (count > RegionWriteMulti.MOST_DATA) {
      return false;
    }
    try {
      transfer.check(asked.region(entry), asked.offset(entry), count);
      transfer.write(
          asked.region(entry),
          asked.offset(entry),
          source.of(asked.bytes(), asked.data(entry), count));
      return true;
    } catch (VfioException e) {
      return false;
    }
  }
}
