package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.vmm.protocol.Command;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.protocol.RegionAccess;
import io.vfio4j.core.vmm.transport.LongFrames;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The data of a long REGION_WRITE is received into the device's own memory, where it has any. */
final class WritePlaces implements LongFrames {
  private final Negotiation negotiation;
  private final RegionTransfer transfer;
  private final DirectMemory direct;
  private final Header header = new Header();
  private final RegionAccess access = new RegionAccess();

  WritePlaces(Negotiation negotiation, RegionTransfer transfer, DirectMemory direct) {
    this.negotiation = negotiation;
    this.transfer = transfer;
    this.direct = direct;
  }

  /** What is not a write that can be carried out is received whole, and refused then. */
  @Override
  public Optional<FileRange> place(MemorySegment bytes, long start, long size) {
    header.wrap(bytes, start, Header.SIZE);
    if (!negotiation.done() || !header.request() || header.command() != Command.REGION_WRITE) {
      return Optional.empty();
    }
    access.wrap(bytes, start + Header.SIZE, RegionAccess.DATA);
    long count = access.count();
    boolean whole = size == Header.SIZE + RegionAccess.DATA + count;
    return whole && transfer.possible(access.region(), access.offset(), count)
        ? direct.toWrite(access.region(), access.offset(), count)
        : Optional.empty();
  }
}
