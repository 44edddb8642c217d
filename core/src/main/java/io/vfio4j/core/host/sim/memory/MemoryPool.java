package io.vfio4j.core.host.sim.memory;

import java.util.ArrayList;
import java.util.List;

/** The owner of all memory of a host. */
public final class MemoryPool implements AutoCloseable {
  private final List<DeviceMemory> memories = new ArrayList<>();

  /** Makes memory that this closes. */
  public DeviceMemory create(String name, long size) {
    DeviceMemory memory = new DeviceMemory(name, size);
    memories.add(memory);
    return memory;
  }

  /** How many bytes of the host's memory they take now. */
  public long allocatedBytes() {
    return memories.stream().mapToLong(DeviceMemory::allocatedBytes).sum();
  }

  @Override
  public void close() {
    memories.forEach(DeviceMemory::close);
  }
}
