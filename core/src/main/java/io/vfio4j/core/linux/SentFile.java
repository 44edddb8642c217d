package io.vfio4j.core.linux;

import org.jspecify.annotations.Nullable;

/**
 * What others are sent of a file: it is opened once more for them when that is first asked for.
 *
 * <p>Who has a descriptor of an open file can set that one's flags for all who share it, and with
 * {@code O_APPEND} no write of ours would go where it belongs.
 */
final class SentFile implements AutoCloseable {
  private final Descriptor file;
  private @Nullable Descriptor opened;

  SentFile(Descriptor file) {
    this.file = file;
  }

  synchronized Descriptor descriptor() {
    Descriptor known = opened;
    if (known == null) {
      known = file.reopen();
      opened = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
