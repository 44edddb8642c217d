package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads and writes of regions as vfio-user wants them: all of it or an error.
 *
 * <p>Two things are put right here between the kernel's way and a VMM's.
 *
 * <p>A device may move fewer bytes than asked, as pread and pwrite do; we go on from where it
 * stopped, as a program would that uses them.
 *
 * <p>A guest can read a BAR while memory space is off, or of hardware that does not answer, write
 * to the ROM, or reach for extended config space of a function that has none; the kernel answers
 * with an error. A bus answers all ones and drops writes, and so do we: rust-vmm's client does not
 * survive an error reply to what its guest did, and QEMU shows its guest all ones anyway.
 */
final class RegionTransfer {
  private static final byte ALL_ONES = (byte) 0xff;
  private static final long EXTENDED_CONFIG_SIZE = 4096;

  /** Not EAGAIN: that asks to try again, and what was dropped could not be. */
  private static final Set<Errno> OF_BARS = EnumSet.of(Errno.EIO, Errno.ETIME, Errno.ENODEV);

  private final Lease lease;
  private final RegionSizes sizes;

  RegionTransfer(Lease lease) {
    this.lease = lease;
    this.sizes = new RegionSizes(lease);
  }

  /** Refuses what no device can mean, and what no guest can cause. */
  void check(int region, long offset, long count) {
    if (!possible(region, offset, count) || !withinBar(region, offset, count)) {
      throw VfioException.refused(
          Errno.EINVAL, "no such access: region %d, 0x%x + %d".formatted(region, offset, count));
    }
  }

  boolean possible(int region, long offset, long count) {
    return Integer.compareUnsigned(region, lease.info().regions()) < 0
        && count <= Limits.MAX_DATA_XFER_SIZE
        && offset >= 0
        && offset <= Long.MAX_VALUE - count;
  }

  /** Else a part of it would be done before the device says so. */
  private boolean withinBar(int region, long offset, long count) {
    return region == RegionIndex.CONFIG || count == 0 || sizes.fits(region, offset, count);
  }

  void read(int region, long offset, MemorySegment target) {
    try {
      readAll(region, offset, target);
    } catch (VfioException e) {
      if (!ofGuest(e, region, offset, target.byteSize())) {
        throw e;
      }
      target.fill(ALL_ONES);
    }
  }

  private void readAll(int region, long offset, MemorySegment target) {
    long left = target.byteSize();
    MemorySegment rest = target;
    while (left > 0) {
      long at = offset + target.byteSize() - left;
      left -= progress(lease.device().read(region, at, rest), left);
      rest = left == 0 ? rest : target.asSlice(target.byteSize() - left);
    }
  }

  void write(int region, long offset, MemorySegment source) {
    try {
      writeAll(region, offset, source);
    } catch (VfioException e) {
      if (!ofGuest(e, region, offset, source.byteSize()) && !toRom(e, region)) {
        throw e;
      }
    }
  }

  private void writeAll(int region, long offset, MemorySegment source) {
    long left = source.byteSize();
    MemorySegment rest = source;
    while (left > 0) {
      long at = offset + source.byteSize() - left;
      left -= progress(lease.device().write(region, at, rest), left);
      rest = left == 0 ? rest : source.asSlice(source.byteSize() - left);
    }
  }

  private static long progress(long moved, long left) {
    if (moved <= 0 || moved > left) {
      throw VfioException.refused(Errno.EINVAL, moved + " of " + left + " bytes were moved");
    }
    return moved;
  }

  private boolean ofGuest(VfioException e, int region, long offset, long count) {
    return region == RegionIndex.CONFIG
        ? !sizes.fits(region, offset, 1) && offset <= EXTENDED_CONFIG_SIZE - count
        : region <= RegionIndex.ROM && OF_BARS.contains(e.errno());
  }

  private static boolean toRom(VfioException e, int region) {
    return region == RegionIndex.ROM && e.errno() == Errno.EINVAL;
  }
}
