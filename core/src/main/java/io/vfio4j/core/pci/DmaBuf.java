package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The feature DMA_BUF. There is no dma-buf outside a kernel: it answers as one does whose function
 * has no peer-to-peer memory.
 *
 * <pre>
 *   +0  region     +4  open flags     +8  flags     +12  number of ranges     +16  ranges
 * </pre>
 */
final class DmaBuf {
  static final long HEAD = 16;
  static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long FLAGS = 8;
  private static final long RANGES = 12;

  private final HostFunction function;

  DmaBuf(HostFunction function) {
    this.function = function;
  }

  void refuse(FeatureRequest request) {
    MemorySegment data = request.data();
    if (data.get(DWORD, FLAGS) != 0 || data.get(DWORD, RANGES) == 0) {
      throw VfioException.refused(Errno.EINVAL, "dma-buf: flags, or no ranges");
    }
    int region = data.get(DWORD, 0);
    if (region < 0 || region > RegionIndex.BAR5 || function.bar(region).isEmpty()) {
      throw VfioException.refused(Errno.ENODEV, "dma-buf: no BAR " + region);
    }
    throw VfioException.refused(Errno.EINVAL, "dma-buf: no peer-to-peer memory");
  }
}
