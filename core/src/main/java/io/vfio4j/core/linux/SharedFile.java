package io.vfio4j.core.linux;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.FileHandle;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
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
  private final MappingGate gate;
  private final FileWindow window;
  private final boolean owner;

  /** Takes over a descriptor: it belongs to this from now on. */
  public SharedFile(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.size = descriptor.size();
    this.gate = new MappingGate();
    this.window = new FileWindow(descriptor, size);
    this.owner = true;
  }

  private SharedFile(SharedFile file, MappingGate guard) {
    this.descriptor = file.descriptor;
    this.size = file.size;
    this.gate = guard;
    this.window = file.window;
    this.owner = false;
  }

  /**
   * The same file, whose mappings in this process can be taken back. Its user cannot close it, as
   * plugins get it too.
   */
  public SharedFile behind(MappingGate guard) {
    return new SharedFile(this, guard);
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
  public MappedRegion map(Mapping mapping, Arena arena) {
    MemorySegment pages =
        gate.room().take(arena, () -> map(mapping.fileOffset(), wholePages(mapping), arena));
    return new RevocableMapping(pages, mapping.fault(), gate);
  }

  /** As a kernel maps, whatever was asked for; a file that ends before has no more. */
  private long wholePages(Mapping mapping) {
    long pages = (mapping.length() + HostPage.SIZE - 1) & -HostPage.SIZE;
    return pages <= size - mapping.fileOffset() ? pages : mapping.length();
  }

  /**
   * A range of the file's pages themselves, as another process has them that was sent the
   * descriptor.
   *
   * @throws VfioException EINVAL if the range is not in the file or not page aligned, ENOMEM if it
   *     cannot be mapped
   */
  public MemorySegment map(long offset, long length, Arena arena) {
    try {
      return FileMapping.map(descriptor, offset, length, FileMapping.Access.READ_WRITE, arena);
    } catch (LinuxException e) {
      Errno errno = e.errno() == ErrnoTable.EINVAL ? Errno.EINVAL : Errno.ENOMEM;
      throw new VfioException(errno, "cannot map a part of a device's memory", e);
    }
  }

  /**
   * Whether memory of it can be used now, as by somebody whose mapping was just taken back.
   *
   * @throws VfioException if not
   */
  public void requireUsable() {
    gate.check();
  }

  /** Keeps it, and what {@link #window} gives, until the {@link #release} that follows. */
  void hold() {
    descriptor.hold();
  }

  void release() {
    descriptor.release();
  }

  /** All of it; only while it is held. */
  MemorySegment window() {
    return window.segment();
  }

  @Override
  public void close() {
    if (owner) {
      descriptor.close();
    }
  }
}
