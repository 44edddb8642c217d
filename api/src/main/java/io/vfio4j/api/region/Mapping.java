package io.vfio4j.api.region;

import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import java.lang.foreign.Arena;
import java.util.Objects;

/**
 * A part of a region as a range of a file: what {@code mmap} gives.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class Mapping {
  private final FileHandle file;
  private final long fileOffset;
  private final long length;
  private final Caching caching;
  private final Runnable fault;

  private Mapping(FileHandle file, long fileOffset, long length, Caching caching, Runnable fault) {
    this.file = Objects.requireNonNull(file, "file");
    this.fileOffset = fileOffset;
    this.length = length;
    this.caching = Objects.requireNonNull(caching, "caching");
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  /**
   * A mapping.
   *
   * @param file whose pages they are
   * @param fileOffset where in the file, in bytes
   * @param length in bytes
   * @param caching how they may be cached
   */
  public static Mapping of(FileHandle file, long fileOffset, long length, Caching caching) {
    if (fileOffset < 0 || length <= 0 || fileOffset + length < 0) {
      throw new IllegalArgumentException("no range: 0x%x + 0x%x".formatted(fileOffset, length));
    }
    return new Mapping(file, fileOffset, length, caching, Mapping::noCheck);
  }

  private static void noCheck() {}

  /**
   * The same with a check of the device's: the {@code fault} of the kernel's {@code struct
   * vm_operations_struct}. It runs at the first access, and at the first one after the mapping was
   * taken back; vfio-pci-core's own check (memory space is on, no D3hot, no low power) comes before
   * it and needs no word of the device.
   *
   * <p>vfio-user has no message for it: a client that was sent the descriptor has the file's pages.
   *
   * @param check throws a {@link io.vfio4j.api.VfioException} if the memory must not be used now,
   *     EAGAIN if it may be in a moment; whatever its errno else, the access fails with EFAULT
   */
  @Experimental(since = "0.1")
  public Mapping withFault(Runnable check) {
    return new Mapping(file, fileOffset, length, caching, check);
  }

  /**
   * Maps it into this process, shared and writable. What is mapped so can be taken back, see {@link
   * MappedRegion}.
   *
   * @param arena whose end unmaps it
   * @throws io.vfio4j.api.VfioException EINVAL if the range is not in the file or not page aligned,
   *     ENOMEM if it cannot be mapped
   */
  @Experimental(since = "0.1")
  public MappedRegion map(Arena arena) {
    return file.map(this, arena);
  }

  /** Whose pages they are. */
  public FileHandle file() {
    return file;
  }

  /** Where in the file, in bytes. */
  public long fileOffset() {
    return fileOffset;
  }

  /** In bytes. */
  public long length() {
    return length;
  }

  /** How they may be cached. */
  public Caching caching() {
    return caching;
  }

  /** The device's check before memory is used (again), see {@link #withFault}. */
  @Experimental(since = "0.1")
  public Runnable fault() {
    return fault;
  }
}
