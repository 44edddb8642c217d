package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.util.List;

/**
 * A BAR.
 *
 * @param index 0 to 5
 * @param kind its kind
 * @param size in bytes, a power of two
 * @param prefetchable whether it is prefetchable
 * @param address where the host put it
 * @param mappable what of it can be mapped, in order
 * @param initial what its registers hold after a reset
 * @param registers those that do something
 */
public record BarProfile(
    int index,
    HostBar.Kind kind,
    long size,
    boolean prefetchable,
    long address,
    List<SparseMmapArea> mappable,
    List<InitialValue> initial,
    List<RegisterProfile> registers) {

  /** Where it is among the host's addresses. */
  MemoryRange range() {
    return new MemoryRange(address, size);
  }
}
