package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** vfio-pci-core with the card in its BAR 0. Nothing is behind the BAR but these registers. */
final class EduDevice extends ForwardingVfioDevice {
  private final Card card;

  EduDevice(DeviceContext context, long dmaMask) {
    super(context.core());
    this.card = new Card(context, dmaMask);
  }

  /** What one client left behind is not for the next one. */
  @Override
  public void open() {
    super.open();
    card.reset();
  }

  @Override
  public void reset() {
    super.reset();
    card.reset();
  }

  /** Registers that do something cannot be mapped: each access has to be seen. */
  @Override
  public RegionInfo regionInfo(int region) {
    RegionInfo info = super.regionInfo(region);
    return region == RegionIndex.BAR0
        ? RegionInfo.of(region, info.size(), Set.of(RegionFlag.READ, RegionFlag.WRITE))
        : info;
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    if (request.region() == RegionIndex.BAR0) {
      throw VfioException.refused(Errno.EINVAL, "registers cannot be mapped");
    }
    return super.mmap(request);
  }

  /**
   * vfio-pci-core goes first: it says whether memory space is on, and how many of the bytes are
   * inside the BAR. What it read there, the card writes over.
   */
  @Override
  public long read(int region, long offset, MemorySegment target) {
    long count = super.read(region, offset, target);
    if (region == RegionIndex.BAR0) {
      Access.answer(target.asSlice(0, count), width -> card.read(offset, width));
    }
    return count;
  }

  /** As {@link #read}; the memory that vfio-pci-core writes to is never seen. */
  @Override
  public long write(int region, long offset, MemorySegment source) {
    long count = super.write(region, offset, source);
    if (region == RegionIndex.BAR0) {
      Access.value(source.asSlice(0, count))
          .ifPresent(value -> card.write(offset, (int) count, value));
    }
    return count;
  }

  @Override
  public List<Register> registers() {
    List<Register> all = new ArrayList<>(Card.REGISTERS);
    all.addAll(super.registers());
    return all;
  }
}
