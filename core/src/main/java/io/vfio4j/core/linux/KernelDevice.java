package io.vfio4j.core.linux;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A device as the kernel's VFIO has it: one open file. Closed by its owner, which turns everything
 * off that was on. All methods throw {@link LinuxException} with the errno of the kernel's.
 */
public interface KernelDevice extends AutoCloseable {

  /** Whether {@link #reset} works. */
  boolean resettable();

  /** One of its regions, by linux/vfio.h's index. */
  VfioRegion region(int index);

  /** One of its IRQ indices. */
  VfioIrq irq(int index);

  /**
   * Reads at an offset of the device's file, as one access.
   *
   * @param width 1, 2, 4 or 8 bytes
   * @return the value, zero-extended
   */
  long read(long offset, int width);

  /** Writes; as {@link #read(long, int)}. */
  void write(long offset, int width, long value);

  /**
   * Reads into an off-heap segment, by accesses of widths that the kernel chooses: each the widest
   * that its offset and the rest allow.
   *
   * @return how many bytes there were
   */
  long read(long offset, MemorySegment target);

  /** Writes from an off-heap segment; as {@link #read(long, MemorySegment)}. */
  long write(long offset, MemorySegment source);

  /** Has vectors from one on signal eventfds; the first of an index turns the index on. */
  void signal(int index, int start, List<EventFd> eventFds);

  /** Turns an IRQ index off. */
  void off(int index);

  /** Lets the interrupt pin signal again, which it does at once if it is up. */
  void unmaskPin();

  /** Resets it. */
  void reset();

  @Override
  void close();
}
