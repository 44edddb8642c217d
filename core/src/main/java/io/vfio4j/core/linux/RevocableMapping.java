package io.vfio4j.core.linux;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MappedRegion;
import java.lang.foreign.MemorySegment;

/** Device memory in this process: each access asks the gate whether it was taken back meanwhile. */
final class RevocableMapping implements MappedRegion {
  private static final long NEVER = -1;

  private final MemorySegment memory;
  private final Runnable fault;
  private final MappingGate gate;
  private long faultedAt = NEVER;

  RevocableMapping(MemorySegment memory, Runnable fault, MappingGate gate) {
    this.memory = memory;
    this.fault = fault;
    this.gate = gate;
  }

  @Override
  public long length() {
    return memory.byteSize();
  }

  @Override
  public void read(long offset, MemorySegment target) {
    touch();
    MemorySegment.copy(memory, offset, target, 0, target.byteSize());
  }

  @Override
  public void write(long offset, MemorySegment source) {
    touch();
    MemorySegment.copy(source, 0, memory, offset, source.byteSize());
  }

  private void touch() {
    long now = gate.revocations();
    if (now != faultedAt) {
      fault();
      faultedAt = now;
    }
  }

  private void fault() {
    try {
      gate.check();
      fault.run();
    } catch (VfioException e) {
      throw e.errno() == Errno.EAGAIN ? e : busError(e.getMessage());
    }
  }

  private static VfioException busError(String why) {
    return VfioException.refused(Errno.EFAULT, "SIGBUS in a mapping: " + why);
  }
}
