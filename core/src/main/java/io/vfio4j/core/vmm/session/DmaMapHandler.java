package io.vfio4j.core.vmm.session;

import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.vmm.protocol.DmaMap;
import java.util.List;

/** DMA_MAP. The descriptor is closed after the request, the mapping stays. */
final class DmaMapHandler implements Handler {
  private final IovaSpace memory;
  private final DmaMap map = new DmaMap();

  DmaMapHandler(IovaSpace memory) {
    this.memory = memory;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(map);
    request.checkDescriptors(1);
    map.check();
    List<Descriptor> file = request.descriptors();
    if (file.isEmpty()) {
      memory.map(map.address(), map.size(), map.readable(), map.writable());
    } else {
      memory.map(
          map.address(), map.size(), map.readable(), map.writable(), file.getFirst(), map.offset());
    }
    return 0;
  }
}
