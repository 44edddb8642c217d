package io.vfio4j.core.linux;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.FileHandle;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What plugins see of a descriptor, and the way back to it. Closing stays with its owner. */
public final class DescriptorFile implements FileHandle {
  private final Descriptor descriptor;
  private final long size;

  /** A handle for a file whose size does not change. */
  public DescriptorFile(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.size = descriptor.size();
  }

  /** The descriptor, to be passed to a VMM; not to be closed. */
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public MemorySegment map(long offset, long length, Arena arena) {
    try {
      return FileMapping.map(descriptor, offset, length, FileMapping.Access.READ_WRITE, arena);
    } catch (LinuxException e) {
      Errno errno = e.errno() == Errno.EINVAL.number() ? Errno.EINVAL : Errno.ENOMEM;
      throw new VfioException(errno, "cannot map device memory", e);
    }
  }
}
