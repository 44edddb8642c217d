package io.vfio4j.core.vmm.session;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.linux.ResidentPages;
import io.vfio4j.core.linux.SharedFile;
import java.util.Optional;

/**
 * Finds the file behind a long access, so that the kernel moves its bytes between that and the
 * socket. What no file is found for goes through the device's read and write.
 */
final class DirectMemory {
  /** A shorter access is copied. */
  static final int LEAST = 16 << 10;

  private final Lease lease;
  private final ResidentPages pages = new ResidentPages();

  DirectMemory(Lease lease) {
    this.lease = lease;
  }

  /** Not where nothing was ever written: the kernel would fill it. */
  Optional<FileRange> toRead(int region, long offset, long count) {
    Optional<FileRange> found = find(region, offset, count);
    // Without a lambda: that is an object, and a register access finds nothing.
    return found.isPresent() && !pages.all(found.get()) ? Optional.empty() : found;
  }

  Optional<FileRange> toWrite(int region, long offset, long count) {
    return find(region, offset, count);
  }

  private Optional<FileRange> find(int region, long offset, long count) {
    return count < LEAST
        ? Optional.empty()
        : memoryBehind(region, offset, count)
            .filter(mapping -> mapping.length() == count)
            .flatMap(DirectMemory::range)
            .filter(DirectMemory::usable);
  }

  /** What is wrong with an access its read or write says, with the errno that belongs to it. */
  private Optional<Mapping> memoryBehind(int region, long offset, long count) {
    try {
      return lease.device().memoryBehind(region, offset, count);
    } catch (Throwable e) {
      return Optional.empty();
    }
  }

  /** What was taken back from who has mapped it is not used behind their back either. */
  private static boolean usable(FileRange range) {
    try {
      range.file().requireUsable();
      return true;
    } catch (VfioException e) {
      return false;
    }
  }

  private static Optional<FileRange> range(Mapping mapping) {
    return mapping.file() instanceof SharedFile file
            && mapping.fileOffset() <= file.size() - mapping.length()
        ? Optional.of(new FileRange(file, mapping.fileOffset(), mapping.length()))
        : Optional.empty();
  }
}
