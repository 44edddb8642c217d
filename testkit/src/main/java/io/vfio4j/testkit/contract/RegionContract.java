package io.vfio4j.testkit.contract;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/**
 * R: what regions say of themselves, and how they are read and written.
 *
 * @since 0.1
 */
public abstract class RegionContract extends DeviceContract {
  private static final int PIECE = 8;
  private static final int HALF = PIECE / 2;

  /** For subclasses. */
  protected RegionContract() {}

  /** R1: Each BAR, ROM and config space can be asked for, and answers for itself. */
  @Test
  public void required_R1_everyRegionAnswersByItsOwnIndex() {
    int count = device().info().regions();
    assertTrue(count >= RegionIndex.COUNT, "a PCI device counts 9 regions, see info()");
    for (int index = 0; index < RegionIndex.VGA; index++) {
      assertEquals(
          index,
          device().regionInfo(index).index(),
          "regionInfo() answers for another region: look at how the index is passed on");
    }
  }

  /** R2: An index that is not counted is EINVAL, for the client iterates until it knows better. */
  @Test
  public void required_R2_anIndexThatIsNotCountedIsEinval() {
    int count = device().info().regions();
    for (int index : new int[] {count, Integer.MAX_VALUE, -1}) {
      String lookAt =
          "regionInfo(%d): leave an index that is not yours to super, which answers EINVAL"
              .formatted(index);
      assertErrno(Errno.EINVAL, lookAt, () -> device().regionInfo(index));
    }
  }

  /** R3: A read that begins at the end of a region, or behind it, is EINVAL. */
  @Test
  public void required_R3_readPastTheRegionEndIsEinval() {
    for (RegionInfo info : regionsWith(RegionFlag.READ)) {
      String lookAt =
          "read() of region %d at its end: compare with the size of regionInfo(), not of memory"
              .formatted(info.index());
      assertErrno(
          Errno.EINVAL, lookAt, () -> device().read(info.index(), info.size(), memory(PIECE)));
      assertErrno(
          Errno.EINVAL,
          lookAt,
          () -> device().read(info.index(), Long.MAX_VALUE - PIECE, memory(PIECE)));
    }
  }

  /** R4: A write that begins at the end of a region is EINVAL. */
  @Test
  public void required_R4_writePastTheRegionEndIsEinval() {
    for (RegionInfo info : regionsWith(RegionFlag.WRITE)) {
      assertErrno(
          Errno.EINVAL,
          "write() to region %d at its end: the same check as in read()".formatted(info.index()),
          () -> device().write(info.index(), info.size(), memory(PIECE).asReadOnly()));
    }
  }

  /** R5: A read that crosses the end moves what is before it and touches nothing else. */
  @Test
  public void required_R5_readAcrossTheRegionEndIsShort() {
    for (RegionInfo info : regionsWith(RegionFlag.READ)) {
      MemorySegment target = memory(PIECE).fill((byte) 0x5a);
      long moved = device().read(info.index(), info.size() - HALF, target);
      String lookAt = "read() across the end of region %d: clip it".formatted(info.index());
      assertEquals(HALF, moved, lookAt);
      for (long i = HALF; i < PIECE; i++) {
        assertEquals(0x5a, target.get(JAVA_BYTE, i), lookAt + "; bytes behind it were touched");
      }
    }
  }

  /** R6: A write that crosses the end takes what is before it and says so. */
  @Test
  public void required_R6_writeAcrossTheRegionEndIsShort() {
    for (RegionInfo info : regionsWith(RegionFlag.WRITE)) {
      MemorySegment bytes = memory(PIECE);
      device().read(info.index(), info.size() - HALF, bytes);
      assertEquals(
          HALF,
          device().write(info.index(), info.size() - HALF, bytes.asReadOnly()),
          "write() across the end of region %d: clip it, and count".formatted(info.index()));
    }
  }

  /** R7: A region of size 0 cannot be read. */
  @Test
  public void required_R7_aRegionThatIsNotThereCannotBeRead() {
    for (int index = 0; index <= RegionIndex.BAR5; index++) {
      int bar = index;
      if (device().regionInfo(bar).size() == 0) {
        String lookAt = "BAR %d has size 0 and is read: see regionInfo()".formatted(bar);
        assertErrno(Errno.EINVAL, lookAt, () -> device().read(bar, 0, memory(PIECE)));
      }
    }
  }

  /** R8: A read of no bytes succeeds: nothing is moved. */
  @Test
  public void required_R8_anAccessOfNothingDoesNothing() {
    for (RegionInfo info : regionsWith(RegionFlag.READ)) {
      assertEquals(
          0,
          device().read(info.index(), 0, memory(0)),
          "read() of 0 bytes of region %d".formatted(info.index()));
    }
  }

  /** R9: However a mappable region is read, in whatever pieces, the bytes are the same. */
  @Test
  public void required_R9_readInPiecesShowsTheSameBytes() {
    int count = 64;
    for (RegionInfo info : regionsWith(RegionFlag.MMAP)) {
      byte[] whole = read(info.index(), 0, count);
      byte[] pieces = new byte[count];
      for (int at = 0, size = 1; at < count; at += size, size = size % 7 + 1) {
        size = Math.min(size, count - at);
        System.arraycopy(read(info.index(), at, size), 0, pieces, at, size);
      }
      assertArrayEquals(
          whole,
          pieces,
          "read() of region %d at odd offsets: look at the arithmetic of offsets"
              .formatted(info.index()));
    }
  }
}
