package io.vfio4j.testkit.contract.wrong;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A device with one register more: an address that is written to it is written to, 64 bytes. */
class DmaDevice extends ForwardingVfioDevice {
  private static final int REGISTER = 0x3f00;
  private static final int COMMAND = 4;
  private static final int BUS_MASTER = 4;
  private static final int COUNT = 64;

  final DeviceContext context;

  DmaDevice(DeviceContext context) {
    super(context.core());
    this.context = context;
  }

  static void start(VfioDevice device, long iova, int count) {
    if (count != COUNT) {
      throw new IllegalArgumentException("this device writes 64 bytes");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(Long.BYTES);
      address.set(JAVA_LONG_UNALIGNED, 0, iova);
      device.write(0, REGISTER, address);
    }
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    if (region != 0 || offset != REGISTER || source.byteSize() != Long.BYTES) {
      return super.write(region, offset, source);
    }
    if (busMaster()) {
      transfer(source.get(JAVA_LONG_UNALIGNED, 0));
    }
    return source.byteSize();
  }

  boolean busMaster() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment command = arena.allocate(1);
      super.read(RegionIndex.CONFIG, COMMAND, command);
      return (command.get(JAVA_BYTE, 0) & BUS_MASTER) != 0;
    }
  }

  /** A transfer that fails is the guest's mistake, and a status bit on real hardware. */
  void transfer(long iova) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(COUNT).fill((byte) 0x33);
      context.guestMemory().write(iova, bytes);
    } catch (VfioException e) {
      failed(e);
    }
  }

  void failed(VfioException cause) {}
}
