package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;

/** Stands in while there is nobody to ask. */
final class NoClient implements MessageDma {
  static final NoClient INSTANCE = new NoClient();

  private NoClient() {}

  @Override
  public void read(long iova, MemorySegment target) {
    throw gone();
  }

  @Override
  public void write(long iova, MemorySegment source) {
    throw gone();
  }

  private static VfioException gone() {
    return VfioException.refused(Errno.ENODEV, "the client has gone");
  }
}
