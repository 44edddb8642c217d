package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Whether a range of a file is in memory, all of it, by mincore(2). A hole of a sparse file is not,
 * and reading it through a mapping would fill it. For one thread.
 *
 * <p>An lseek(2) for the next hole would move the position that we share with every client that has
 * the descriptor.
 *
 * <p>The stretch that was looked at last, with what adjoins it, is not looked at again: a page that
 * is there stays, unless somebody with the descriptor takes it out on purpose, and then its reader
 * fills it anew.
 */
public final class ResidentPages {
  private static final int AT_ONCE = 256;
  private final MemorySegment vector = Arena.ofAuto().allocate(AT_ONCE);

  private @Nullable SharedFile file;
  private long start;
  private long end;

  /** None looked at so far. */
  public ResidentPages() {}

  /** Whether they all are; no where it cannot be told. */
  public boolean all(FileRange range) {
    long from = range.offset();
    long to = from + range.length();
    boolean same = range.file().equals(file);
    if (same && from >= start && to <= end) {
      return true;
    }
    if (!look(range)) {
      return false;
    }
    boolean adjoins = same && from <= end && to >= start;
    start = adjoins ? Math.min(start, from) : from;
    end = adjoins ? Math.max(end, to) : to;
    file = range.file();
    return true;
  }

  private boolean look(FileRange range) {
    range.file().hold();
    try {
      long last = range.address() + range.length();
      long at = range.address() & -HostPage.SIZE;
      while (at < last) {
        long length = Math.min(last - at, AT_ONCE * HostPage.SIZE);
        if (MemoryCalls.mincore(at, length, vector.address()) < 0 || anyMissing(length)) {
          return false;
        }
        at += length;
      }
      return true;
    } finally {
      range.file().release();
    }
  }

  private boolean anyMissing(long length) {
    long pages = (length + HostPage.SIZE - 1) / HostPage.SIZE;
    for (long page = 0; page < pages; page++) {
      if ((vector.get(JAVA_BYTE, page) & 1) == 0) {
        return true;
      }
    }
    return false;
  }
}
