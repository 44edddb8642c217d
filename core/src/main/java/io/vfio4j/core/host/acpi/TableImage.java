package io.vfio4j.core.host.acpi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an ACPI table, header included, as firmware has them. */
public final class TableImage {
  /** In bytes. The largest tables known have less than 1 MiB. */
  public static final int MAX_SIZE = 16 << 20;

  private final String source;
  private final byte[] bytes;

  private TableImage(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /**
   * An image.
   *
   * @param source where it is from, for findings
   * @param bytes the table, at most {@link #MAX_SIZE}; a copy is kept
   */
  public static TableImage of(String source, byte[] bytes) {
    if (bytes.length > MAX_SIZE) {
      throw new IllegalArgumentException(source + " is larger than an ACPI table can be");
    }
    return new TableImage(source, bytes.clone());
  }

  /** Reads a file; the file's name is the image's source. */
  public static TableImage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw new IOException(file + " is larger than an ACPI table can be");
      }
      return new TableImage(String.valueOf(file.getFileName()), bytes);
    }
  }

  /** Where it is from. */
  public String source() {
    return source;
  }

  byte[] bytes() {
    return bytes;
  }
}
