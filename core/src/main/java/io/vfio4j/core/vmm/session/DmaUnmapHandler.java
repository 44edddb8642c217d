package io.vfio4j.core.vmm.session;

import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.vmm.protocol.DmaUnmap;

/** DMA_UNMAP: answered when nothing uses the area any more. */
final class DmaUnmapHandler implements Handler {
  private final IovaSpace memory;
  private final DmaUnmap unmap = new DmaUnmap();
  private final DmaUnmap answer = new DmaUnmap();

  DmaUnmapHandler(IovaSpace memory) {
    this.memory = memory;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(unmap);
    unmap.check();
    if (unmap.all()) {
      memory.unmapAll();
    } else {
      memory.unmap(unmap.address(), unmap.size());
    }
    reply.write(answer, DmaUnmap.SIZE);
    answer.putReply(unmap);
    return DmaUnmap.SIZE;
  }
}
