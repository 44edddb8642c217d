package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.testkit.contract.rule.Rule;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * R: what regions say of themselves, and how they are read and written.
 *
 * @since 0.1
 */
public abstract class RegionContract extends DeviceContract {
  private static final int PIECE = 8;
  private static final int HALF = PIECE / 2;
  private static final String ALL_OR_NOTHING =
      "vfio-user transfers all that was asked for or nothing";

  /** For subclasses. */
  protected RegionContract() {}

  /** R1. */
  @Rule(
      says = "Each BAR, ROM and config space can be asked for, and answers for itself",
      lookAt = "regionInfo(): pass the index on as it came; info(): a PCI device counts 9 regions")
  public void required_R1_everyRegionAnswersByItsOwnIndex() {
    int count = device().info().regions();
    check(count >= RegionIndex.COUNT, "info() counts %d regions".formatted(count));
    for (int index = 0; index < RegionIndex.VGA; index++) {
      same(index, device().regionInfo(index).index(), "the index in the info of region " + index);
    }
  }

  /** R2. */
  @Rule(
      says = "A region index that is not counted is EINVAL",
      lookAt = "regionInfo(): leave an index that is not yours to super")
  public void required_R2_anIndexThatIsNotCountedIsEinval() {
    for (int index : new int[] {device().info().regions(), Integer.MAX_VALUE, -1}) {
      refused(Errno.EINVAL, "regionInfo(%d)".formatted(index), () -> device().regionInfo(index));
    }
  }

  /** R3. */
  @Rule(
      says = "A read that begins at the end of a region, or behind it, is EINVAL",
      lookAt = "read(): compare with the size that regionInfo() says, not with that of memory")
  public void required_R3_readPastTheRegionEndIsEinval() {
    for (RegionInfo info : someRegionsWith(RegionFlag.READ)) {
      for (long offset : new long[] {info.size(), Long.MAX_VALUE - PIECE}) {
        refused(
            Errno.EINVAL,
            "a read of " + at(info.index(), offset, PIECE),
            () -> device().read(info.index(), offset, memory(PIECE)));
      }
    }
  }

  /** R4. */
  @Rule(
      says = "A write that begins at the end of a region is EINVAL",
      lookAt = "write(): the same check as in read()")
  public void required_R4_writePastTheRegionEndIsEinval() {
    for (RegionInfo info : someRegionsWith(RegionFlag.WRITE)) {
      refused(
          Errno.EINVAL,
          "a write to " + at(info.index(), info.size(), PIECE),
          () -> device().write(info.index(), info.size(), memory(PIECE).asReadOnly()));
    }
  }

  /** R5. */
  @Rule(
      says = "A read that crosses the end of a region moves what is before it and nothing else",
      lookAt = "read(): clip the count, and leave the rest of the target alone",
      notOverSocket = ALL_OR_NOTHING)
  public void required_R5_readAcrossTheRegionEndIsShort() {
    for (RegionInfo info : someRegionsWith(RegionFlag.READ)) {
      MemorySegment target = memory(PIECE).fill((byte) 0x5a);
      long half = Math.min(HALF, info.size());
      long offset = info.size() - half;
      String what = at(info.index(), offset, PIECE);
      long moved = device().read(info.index(), offset, target);
      same(half, moved, "bytes moved by a read of " + what);
      for (long i = half; i < PIECE; i++) {
        same((byte) 0x5a, target.get(JAVA_BYTE, i), "target's byte %d after %s".formatted(i, what));
      }
    }
  }

  /** R6. */
  @Rule(
      says = "A write that crosses the end of a region takes what is before it and says so",
      lookAt = "write(): clip the count, and return it",
      notOverSocket = ALL_OR_NOTHING)
  public void required_R6_writeAcrossTheRegionEndIsShort() {
    for (RegionInfo info : someRegionsWith(RegionFlag.WRITE)) {
      MemorySegment bytes = memory(PIECE);
      long half = Math.min(HALF, info.size());
      long offset = info.size() - half;
      device().read(info.index(), offset, bytes.asSlice(0, half));
      long moved = device().write(info.index(), offset, bytes.asReadOnly());
      String what = at(info.index(), offset, PIECE);
      same(half, moved, "bytes moved by a write to " + what);
    }
  }

  /** R7. */
  @Rule(
      says = "A BAR of size 0 cannot be read",
      lookAt = "read(): a region that is not there in regionInfo() is not there in read()")
  public void required_R7_aRegionThatIsNotThereCannotBeRead() {
    List<Integer> absent =
        IntStream.rangeClosed(0, RegionIndex.BAR5)
            .filter(bar -> device().regionInfo(bar).size() == 0)
            .boxed()
            .toList();
    need(!absent.isEmpty(), "all BARs are there");
    for (int bar : absent) {
      refused(
          Errno.EINVAL,
          "a read of " + at(bar, 0, PIECE),
          () -> device().read(bar, 0, memory(PIECE)));
    }
  }

  /** R8. */
  @Rule(says = "A read of no bytes moves none", lookAt = "read(): a target of size 0 is no mistake")
  public void required_R8_anAccessOfNothingDoesNothing() {
    for (RegionInfo info : someRegionsWith(RegionFlag.READ)) {
      long moved = device().read(info.index(), 0, memory(0));
      same(0L, moved, "bytes moved by a read of " + at(info.index(), 0, 0));
    }
  }

  /** R9. */
  @Rule(
      says = "However a mappable region is read, in whatever pieces, the bytes are the same",
      lookAt = "read(): the arithmetic of offsets that are no multiple of the width")
  public void required_R9_readInPiecesShowsTheSameBytes() {
    for (RegionInfo info : someRegionsWith(RegionFlag.MMAP)) {
      MmapContract.areas(info).forEach(area -> readInPieces(info, area));
    }
  }

  /** Outside of an area there may be registers, which do something. */
  private void readInPieces(RegionInfo info, SparseMmapArea area) {
    int count = (int) Math.min(64, area.size());
    long start = area.offset();
    byte[] pattern = new byte[count];
    byte[] before = read(info.index(), start, count);
    for (int i = 0; i < count; i++) {
      pattern[i] = (byte) (i * 7 + 1);
    }
    if (writable(info)) {
      write(info.index(), start, pattern);
    }
    byte[] whole = read(info.index(), start, count);
    byte[] pieces = new byte[count];
    for (int at = 0, size = 1; at < count; at += size, size = size % 7 + 1) {
      size = Math.min(size, count - at);
      System.arraycopy(read(info.index(), start + at, size), 0, pieces, at, size);
    }
    if (writable(info)) {
      write(info.index(), start, before);
    }
    same(whole, pieces, "region %d, read in pieces from 0x%x,".formatted(info.index(), start));
  }
}
