package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * All of a file in our address space, mapped when first asked for, which takes no memory, and until
 * the descriptor is closed.
 */
final class FileWindow {
  private final Descriptor descriptor;
  private final long size;
  private volatile @Nullable FileMapping mapping;

  FileWindow(Descriptor descriptor, long size) {
    this.descriptor = descriptor;
    this.size = size;
  }

  long size() {
    return size;
  }

  /** Only while the descriptor is held. */
  MemorySegment segment() {
    FileMapping known = mapping;
    return (known == null ? map() : known).segment();
  }

  private synchronized FileMapping map() {
    FileMapping made = mapping;
    if (made == null) {
      made = FileMapping.map(descriptor, 0, size, FileMapping.Access.READ_WRITE);
      descriptor.afterwards(made::close);
      mapping = made;
    }
    return made;
  }
}
