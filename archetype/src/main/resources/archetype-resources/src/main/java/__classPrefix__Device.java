package ${package};

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.MemorySegment;

/** The function as its hardware shows it, but for one register of BAR 0, which reads otherwise. */
final class ${classPrefix}Device extends ForwardingVfioDevice {
  static final long IDENTITY = 0x0;
  static final int SHOWN = 0x4f49_4656;

  ${classPrefix}Device(VfioDevice core) {
    super(core);
  }

  /** Reads from the hardware first, which says what cannot be read, and lays the register over. */
  @Override
  public long read(int region, long offset, MemorySegment target) {
    long count = super.read(region, offset, target);
    if (region == RegionIndex.BAR0) {
      show(offset, target.asSlice(0, count));
    }
    return count;
  }

  /** A read may cover the register, a part of it, or nothing of it. */
  private static void show(long offset, MemorySegment bytes) {
    long end = Math.min(offset + bytes.byteSize(), IDENTITY + Integer.BYTES);
    for (long at = Math.max(offset, IDENTITY); at < end; at++) {
      int shift = (int) (at - IDENTITY) * Byte.SIZE;
      bytes.set(JAVA_BYTE, at - offset, (byte) (SHOWN >>> shift));
    }
  }
}
