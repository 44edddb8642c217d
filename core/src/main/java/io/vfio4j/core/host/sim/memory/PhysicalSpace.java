package io.vfio4j.core.host.sim.memory;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.sim.profile.MemoryRange;
import io.vfio4j.core.linux.MappingGate;
import java.util.ArrayList;
import java.util.List;

/** The memory that a host's processors can address: the coherent memory of its functions. */
public final class PhysicalSpace {
  private record Area(MemoryRange range, DeviceMemory memory) {}

  private final List<Area> areas = new ArrayList<>();

  /** Puts memory at a range of its size. */
  public void add(MemoryRange range, DeviceMemory memory) {
    areas.add(new Area(range, memory));
  }

  /**
   * See {@link io.vfio4j.api.DeviceContext#map}.
   *
   * @param mappings stands before what is mapped of it
   */
  public PhysicalMemory map(long base, long length, Caching caching, MappingGate mappings) {
    for (Area area : areas) {
      if (length > 0 && area.range().contains(base, length)) {
        long offset = base - area.range().base();
        return new SimPhysicalMemory(area.memory(), offset, base, length, caching, mappings);
      }
    }
    throw new VfioException(Errno.ENOMEM, "no memory at 0x%x, 0x%x bytes".formatted(base, length));
  }
}
