package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.pci.config.LittleEndian;
import java.lang.foreign.MemorySegment;

/**
 * Moves bytes between a client and a BAR as single accesses, each the widest that its offset and
 * the rest of the transfer allow. An excluded range is not touched: it reads as ones.
 *
 * <p>Long ranges of plain memory are copied at once, which cannot be told apart.
 */
final class CopyLoop {
  private final HostBar bar;
  private final int widest;
  private final long excludedStart;
  private final long excludedEnd;

  CopyLoop(HostBar bar, int widest, long excludedStart, long excludedEnd) {
    this.bar = bar;
    this.widest = widest;
    this.excludedStart = excludedStart;
    this.excludedEnd = excludedEnd;
  }

  /**
   * Reads all of the target, which lies inside the BAR.
   *
   * @param enabled whether the BAR answers; if not, every access but to excluded bytes is EIO
   */
  long read(boolean enabled, long start, MemorySegment target) {
    long count = target.byteSize();
    long done = 0;
    while (done < count) {
      long offset = start + done;
      long fillable = fillable(offset, count - done);
      if (fillable == 0) {
        long skipped = Math.min(count - done, excludedEnd - offset);
        target.asSlice(done, skipped).fill((byte) 0xff);
        done += skipped;
      } else {
        requireEnabled(enabled);
        long copied = worthIt(fillable) ? bar.copyOut(offset, slice(target, done, fillable)) : 0;
        done += copied > 0 ? copied : readOne(offset, fillable, target, done);
      }
    }
    return done;
  }

  /** Writes all of the source; as {@link #read}. */
  long write(boolean enabled, long start, MemorySegment source) {
    long count = source.byteSize();
    long done = 0;
    while (done < count) {
      long offset = start + done;
      long fillable = fillable(offset, count - done);
      if (fillable == 0) {
        done += Math.min(count - done, excludedEnd - offset);
      } else {
        requireEnabled(enabled);
        long copied = worthIt(fillable) ? bar.copyIn(offset, slice(source, done, fillable)) : 0;
        done += copied > 0 ? copied : writeOne(offset, fillable, source, done);
      }
    }
    return done;
  }

  /** Whether some of these bytes are in the excluded range. */
  boolean excludes(long offset, long count) {
    return offset < excludedEnd && offset + count > excludedStart;
  }

  /** How many bytes there are before the excluded range, or behind it; 0 inside. */
  private long fillable(long offset, long count) {
    if (offset < excludedStart) {
      return Math.min(count, excludedStart - offset);
    }
    return offset >= excludedEnd ? count : 0;
  }

  /** What can be a single access is one, also to plain memory: whole, and without a slice. */
  private static boolean worthIt(long count) {
    return count > Long.BYTES;
  }

  private int readOne(long offset, long fillable, MemorySegment target, long at) {
    int width = width(offset, fillable);
    LittleEndian.put(target, at, width, bar.read(offset, width));
    return width;
  }

  private int writeOne(long offset, long fillable, MemorySegment source, long at) {
    int width = width(offset, fillable);
    bar.write(offset, width, LittleEndian.take(source, at, width));
    return width;
  }

  /** The greatest power of two that divides the offset and is no more than fits. */
  private int width(long offset, long fillable) {
    return (int) Long.highestOneBit(Math.min(Long.lowestOneBit(offset | widest), fillable));
  }

  private static MemorySegment slice(MemorySegment data, long at, long count) {
    return at == 0 && count == data.byteSize() ? data : data.asSlice(at, count);
  }

  private static void requireEnabled(boolean enabled) {
    if (!enabled) {
      throw VfioException.refused(Errno.EIO, "memory space is off");
    }
  }
}
