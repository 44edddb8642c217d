package io.vfio4j.testkit.guide;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A function with an engine: it copies guest memory, and interrupts when that is done.
 *
 * <pre>
 *   BAR 0   100 IOVA from   108 IOVA to   110 length, starts   114 status
 * </pre>
 */
final class CopyDevice extends ForwardingVfioDevice {
  static final int FROM = 0x100;
  static final int TO = 0x108;
  static final int START = 0x110;
  static final int STATUS = 0x114;
  static final int DONE = 1;
  static final int FAILED = 2;

  private static final int MOST = 1 << 20;

  private final DeviceContext context;
  private volatile int status;

  CopyDevice(DeviceContext context) {
    super(context.core());
    this.context = context;
  }

  @Override
  public void open() {
    super.open();
    status = 0;
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    long count = super.read(region, offset, target);
    if (region == RegionIndex.BAR0 && offset == STATUS && count == Integer.BYTES) {
      target.set(JAVA_INT_UNALIGNED, 0, status);
    }
    return count;
  }

  /** The core takes the write first: it knows whether memory space is on. */
  @Override
  public long write(int region, long offset, MemorySegment source) {
    long count = super.write(region, offset, source);
    if (region == RegionIndex.BAR0 && offset == START && count == Integer.BYTES) {
      int length = source.get(JAVA_INT_UNALIGNED, 0);
      context.execute(() -> copy(length));
    }
    return count;
  }

  /** On the worker's thread. What a guest can ask for has an end. */
  private void copy(int length) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(Math.clamp(length, 0, MOST));
      context.guestMemory().read(context.barRead(RegionIndex.BAR0, FROM, Long.BYTES), bytes);
      context.guestMemory().write(context.barRead(RegionIndex.BAR0, TO, Long.BYTES), bytes);
      status = DONE;
    } catch (VfioException e) {
      status = FAILED;
    }
    context.raiseInterrupt(0);
  }
}
