package io.vfio4j.example.edu;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;

/** What every VFIO device keeps to, rule by rule: a VMM and a guest rely on it. */
class EduContractTest extends VfioDeviceContract {
  private static final long BUFFER = 0x40000;

  @Override
  protected SimulatedDevice bind() {
    return SimulatedDevice.bind("edu.json", new EduDriver());
  }

  @Override
  protected Set<DeviceTrait> traits() {
    return EnumSet.of(
        DeviceTrait.RESETTABLE,
        DeviceTrait.INTX,
        DeviceTrait.MSI,
        DeviceTrait.ERR,
        DeviceTrait.REQ,
        DeviceTrait.DMA);
  }

  /** The worker is this thread: the transfer is over when its start is written. */
  @Override
  protected void writeToGuest(VfioDevice device, long iova, int count) {
    write(device, Card.DMA + DmaEngine.SOURCE, BUFFER);
    write(device, Card.DMA + DmaEngine.DESTINATION, iova);
    write(device, Card.DMA + DmaEngine.COUNT, count);
    write(device, Card.DMA + DmaEngine.COMMAND, DmaEngine.START | DmaEngine.TO_GUEST);
  }

  private static void write(VfioDevice device, long offset, long value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment register = arena.allocate(Long.BYTES);
      register.set(JAVA_LONG_UNALIGNED, 0, value);
      device.write(RegionIndex.BAR0, offset, register.asReadOnly());
    }
  }
}
