package io.vfio4j.core.host;

import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * An implemented BAR, or the expansion ROM, of a host's function. Offsets are checked by the caller
 * to lie inside it.
 */
public interface HostBar {

  /** What kind of BAR it is. */
  enum Kind {
    /** Memory space, 32-bit address. */
    MEMORY_32,
    /** Memory space, 64-bit address: takes two BAR registers. */
    MEMORY_64,
    /** I/O port space. */
    IO
  }

  /** What kind of BAR it is. */
  Kind kind();

  /** Whether it is prefetchable memory. */
  boolean prefetchable();

  /** In bytes, a power of two (a ROM's image may be shorter, see {@link #contentSize()}). */
  long size();

  /**
   * How many bytes there is something at: the size; but for a ROM the length of its image, and for
   * what a kernel shows as a BAR its own length.
   */
  long contentSize();

  /** Where the host put it, in its own address space: what its BAR register holds. */
  long address();

  /**
   * The parts that can be mapped; empty if none can, a single area of the BAR's size if all of it
   * can.
   */
  List<SparseMmapArea> mappableAreas();

  /**
   * A range of one of the mappable areas.
   *
   * @param offset in bytes
   * @param length in bytes
   */
  Mapping mapping(long offset, long length);

  /**
   * Reads a register.
   *
   * @param offset in bytes, a multiple of {@code width}
   * @param width 1, 2, 4 or 8 bytes
   * @return the value, zero-extended
   */
  long read(long offset, int width);

  /** Writes a register. Arguments as {@link #read}. */
  void write(long offset, int width, long value);

  /**
   * Copies out as many bytes as are plain memory from an offset on, at most the target's size: what
   * needs no access of a certain width, or has it chosen beneath by the same rule.
   *
   * @return the count, 0 if there is a register at the offset
   */
  long copyOut(long offset, MemorySegment target);

  /** The same in the other direction. */
  long copyIn(long offset, MemorySegment source);

  /**
   * Where a range lies in a file, if all of it is plain memory there and copying is all that {@link
   * #copyOut} and {@link #copyIn} would do.
   */
  default Optional<Mapping> memoryBehind(long offset, long count) {
    return Optional.empty();
  }
}
