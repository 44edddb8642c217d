package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.protocol.RegionAccess;
import java.util.Optional;

/** REGION_READ: the device reads into the reply, or the kernel takes the bytes from its memory. */
final class RegionReadHandler implements Handler {
  private final RegionTransfer transfer;
  private final DirectMemory direct;
  private final RegionAccess asked = new RegionAccess();
  private final RegionAccess answer = new RegionAccess();
  private final Slices slices = new Slices(false);

  RegionReadHandler(RegionTransfer transfer, DirectMemory direct) {
    this.transfer = transfer;
    this.direct = direct;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    long count = asked.count();
    transfer.check(asked.region(), asked.offset(), count);
    Optional<FileRange> file = direct.toRead(asked.region(), asked.offset(), count);
    if (file.isPresent()) {
      reply.write(answer, RegionAccess.DATA);
      reply.append(file.get());
    } else {
      readInto(reply, count);
    }
    answer.putReply(asked);
    return RegionAccess.DATA + count;
  }

  private void readInto(Reply reply, long count) {
    reply.write(answer, RegionAccess.DATA + count);
    transfer.read(
        asked.region(),
        asked.offset(),
        slices.of(answer.bytes(), Header.SIZE + RegionAccess.DATA, count));
  }
}
