package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.ClientMemory;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.core.linux.LinuxException;
import org.jspecify.annotations.Nullable;

/** From a part of a client's file to memory of ours, if it can be and there is room for it. */
final class AreaMemory {
  private AreaMemory() {}

  /**
   * Maps it.
   *
   * @param needed whether hardware uses the area, which cannot ask the client instead
   * @return none if the client is asked
   * @throws VfioException as {@link IovaSpace#map(long, long, boolean, boolean, Descriptor, long)}
   */
  static @Nullable ClientMemory of(
      Descriptor file, long offset, long size, boolean writable, boolean needed) {
    if (!file.isMemory()) {
      requireMappable(file);
      return null;
    }
    if (MappingBudget.take()) {
      return mapped(file, offset, size, writable);
    }
    if (needed) {
      throw VfioException.refused(Errno.ENOSPC, "DMA area: all clients have too many mapped");
    }
    return null;
  }

  private static void requireMappable(Descriptor file) {
    if (!file.isFileOrDevice()) {
      throw VfioException.refused(Errno.EINVAL, "DMA area: what was sent cannot be mapped");
    }
  }

  private static ClientMemory mapped(Descriptor file, long offset, long size, boolean writable) {
    try {
      FileMapping.Access access =
          writable ? FileMapping.Access.READ_WRITE : FileMapping.Access.READ_ONLY;
      return ClientMemory.map(file, offset, size, access);
    } catch (LinuxException e) {
      MappingBudget.give();
      throw VfioException.refused(Errno.of(e.errno()), "DMA area: " + e.getMessage());
    }
  }
}
