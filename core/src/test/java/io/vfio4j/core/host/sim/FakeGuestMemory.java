package io.vfio4j.core.host.sim;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Guest memory of one area that begins at an IOVA. */
final class FakeGuestMemory implements GuestMemory {
  private final long base;
  final byte[] bytes;
  final List<Thread> callers = new ArrayList<>();
  Runnable beforeAccess = () -> {};

  FakeGuestMemory(long base, int size) {
    this.base = base;
    this.bytes = new byte[size];
  }

  @Override
  public void read(long iova, MemorySegment target) {
    target.copyFrom(slice(iova, target.byteSize()));
  }

  @Override
  public void write(long iova, MemorySegment source) {
    slice(iova, source.byteSize()).copyFrom(source);
  }

  private MemorySegment slice(long iova, long count) {
    callers.add(Thread.currentThread());
    beforeAccess.run();
    if (iova < base || iova + count > base + bytes.length) {
      throw VfioException.refused(Errno.EFAULT, "not mapped");
    }
    return MemorySegment.ofArray(bytes).asSlice(iova - base, count);
  }
}
