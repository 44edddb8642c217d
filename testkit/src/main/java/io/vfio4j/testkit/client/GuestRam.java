package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.core.linux.Memfd;
import java.lang.foreign.MemorySegment;

/**
 * A VM's memory: a memfd, mapped here and ready to be shared with a device.
 *
 * @since 0.1
 */
public final class GuestRam implements AutoCloseable {
  private final Descriptor descriptor;
  private final FileMapping mapping;

  private GuestRam(Descriptor descriptor, FileMapping mapping) {
    this.descriptor = descriptor;
    this.mapping = mapping;
  }

  /**
   * Memory of zeros.
   *
   * @param size in bytes, a multiple of the page size
   */
  public static GuestRam ofSize(long size) {
    Descriptor memfd = Memfd.create("guest-ram", size);
    try {
      return new GuestRam(memfd, FileMapping.map(memfd, 0, size, FileMapping.Access.READ_WRITE));
    } catch (RuntimeException e) {
      memfd.close();
      throw e;
    }
  }

  /** Its bytes. */
  public MemorySegment memory() {
    return mapping.segment();
  }

  /** The memfd, which stays this object's. */
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    mapping.close();
    descriptor.close();
  }
}
