package io.vfio4j.core.linux;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.FileHandle;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The host's {@link FileHandle}: a descriptor whose file can be mapped, here and by whom it is sent
 * to.
 *
 * <p>A host makes one for each file behind its device memory; the vfio-user session takes the
 * descriptor out of it again to send it. Closed by the host that made it, no earlier than its
 * function goes.
 */
public final class SharedFile implements FileHandle, AutoCloseable {
  private final Descriptor descriptor;
  private final long size;

  /** Takes over a descriptor: it belongs to this from now on. */
  public SharedFile(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.size = descriptor.size();
  }

  /** The descriptor underneath; it still belongs to this. */
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
      Errno errno = e.errno() == ErrnoTable.EINVAL ? Errno.EINVAL : Errno.ENOMEM;
      throw new VfioException(errno, "cannot map a part of a device's memory", e);
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
