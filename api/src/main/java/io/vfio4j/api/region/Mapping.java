package io.vfio4j.api.region;

/**
 * A part of a region as a range of a file: what {@code mmap} gives.
 *
 * @since 0.1
 */
public final class Mapping {
  private final FileHandle file;
  private final long fileOffset;
  private final long length;
  private final Caching caching;

  private Mapping(FileHandle file, long fileOffset, long length, Caching caching) {
    this.file = file;
    this.fileOffset = fileOffset;
    this.length = length;
    this.caching = caching;
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
    return new Mapping(file, fileOffset, length, caching);
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
}
