package io.vfio4j.testkit.script;

import io.vfio4j.api.ClientFiles;
import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.core.linux.SharedFile;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a script by calls of a device in this process. What Linux' VFIO does above a driver,
 * argsz and the offsets of regions in a file, it does here.
 *
 * @since 0.1
 */
public final class SpiReader extends ScriptReader {
  private static final int ARGSZ = 4096;
  private static final int RESET = 1;
  private static final int PCI = 2;
  private static final int EVENT_FD = 3;

  private final Supplier<SimulatedDevice> prober;
  private final SpiInterrupts interrupts = new SpiInterrupts();
  private final ClientFiles files = new StandardStreams();
  private @Nullable SimulatedDevice simulated;

  /**
   * A reader.
   *
   * @param prober binds the device, or throws the {@link VfioException} that the probe ended in;
   *     what it returns is closed after the script
   */
  public SpiReader(Supplier<SimulatedDevice> prober) {
    this.prober = prober;
  }

  private SimulatedDevice simulated() {
    SimulatedDevice now = simulated;
    if (now == null) {
      throw new IllegalStateException("not probed");
    }
    return now;
  }

  private VfioDevice device() {
    return simulated().device();
  }

  @Override
  void probe() {
    SimulatedDevice bound = prober.get();
    try {
      bound.device().open();
    } catch (RuntimeException e) {
      bound.close();
      throw e;
    }
    simulated = bound;
  }

  @Override
  void end() {
    try (SimulatedDevice bound = simulated()) {
      bound.device().close();
      interrupts.close();
    }
  }

  @Override
  String reopen() {
    device().close();
    interrupts.close();
    simulated().guestMemory().unmapAll();
    device().open();
    return DONE;
  }

  @Override
  String info() {
    DeviceInfo info = device().info();
    int flags = info.resettable() ? PCI | RESET : PCI;
    return DeviceText.device(flags, info.regions(), info.irqs(), ARGSZ);
  }

  @Override
  String region(Operation.Region asked) {
    RegionStruct.checkArgsz(asked.argsz());
    return RegionText.of(RegionStruct.of(device().regionInfo(asked.region()), asked.argsz()));
  }

  @Override
  String irq(int index) {
    IrqInfo info = device().irqInfo(index);
    return DeviceText.irq(info.flags().stream().mapToInt(IrqFlag::bit).sum(), info.count());
  }

  @Override
  String read(Operation.Read asked) {
    byte[] bytes = new byte[asked.count()];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(asked.count());
      long count = device().read(asked.region(), offset(asked.offset()), target);
      MemorySegment.copy(target, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) count);
      return count + Hex.of(bytes, (int) Math.min(count, asked.shown())).behind();
    }
  }

  @Override
  String write(Operation.Write asked) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocateFrom(ValueLayout.JAVA_BYTE, asked.bytes().bytes());
      return Long.toString(device().write(asked.region(), offset(asked.offset()), source));
    }
  }

  private static long offset(long offset) {
    if (offset < 0) {
      throw VfioException.refused(Errno.EINVAL, "a negative offset");
    }
    return offset;
  }

  @Override
  String mmap(Operation.Mmap asked) {
    Mapping mapping = mapping(asked.region(), asked.offset(), asked.length());
    try (Arena arena = Arena.ofConfined()) {
      return MappedWord.answer(mapping.map(arena), asked.stored());
    }
  }

  private Mapping mapping(int region, long offset, long length) {
    return device().mmap(MmapRequest.shared(region, offset(offset), offset(length)));
  }

  @Override
  String reset() {
    device().reset();
    return DONE;
  }

  @Override
  String setIrqs(Operation.SetIrqs asked) {
    return interrupts.set(device(), asked);
  }

  @Override
  String signals(Operation.Signals asked) {
    return interrupts.given().signals(asked);
  }

  @Override
  String unmaskSignal(Operation.UnmaskSignal asked) {
    return interrupts.given().unmaskSignal(asked);
  }

  @Override
  String feature(Operation.Feature asked) {
    byte[] data = asked.data().bytes();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, data);
      MemorySegment got =
          device()
              .feature(
                  new FeatureRequest(
                      asked.number(), asked.get(), asked.set(), asked.probe(), segment, files))
              .data();
      MemorySegment.copy(got, 0, segment, 0, got.byteSize());
      byte[] after = segment.toArray(ValueLayout.JAVA_BYTE);
      return asked.get() && !asked.probe() ? DONE + Hex.of(after).behind() : DONE;
    }
  }

  @Override
  String ioctl(Operation.Ioctl asked) {
    if (DeviceText.hasMethod(asked.command())) {
      return NOT_EXPRESSIBLE;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argument = arena.allocate(asked.size());
      MemorySegment.copy(
          MemorySegment.ofArray(asked.argument().bytes()),
          0,
          argument,
          0,
          asked.argument().length());
      String result = ioctl(new IoctlRequest(asked.command(), argument, files));
      byte[] after = argument.toArray(ValueLayout.JAVA_BYTE);
      return result + Hex.of(after, asked.argument().length()).behind();
    }
  }

  private String ioctl(IoctlRequest request) {
    try {
      return Long.toString(device().ioctl(request));
    } catch (VfioException e) {
      return e.errno().name();
    }
  }

  /** Its eventfd is the only file that is open. */
  @Override
  String ioEventFd(Operation.IoEventFd asked) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argument = DeviceText.ioEventFd(asked, EVENT_FD, arena);
      return ioctl(
          new IoctlRequest(IoctlRequest.IOEVENTFD, argument, number -> new CountedNotifier()));
    }
  }

  @Override
  String dmaMap(Operation.DmaMap asked) {
    Mapping mapping = mapping(asked.region(), asked.offset(), asked.length());
    if (!(mapping.file() instanceof SharedFile file)) {
      return NOT_EXPRESSIBLE;
    }
    simulated()
        .guestMemory()
        .map(asked.iova(), asked.length(), true, true, file.descriptor(), mapping.fileOffset());
    return DONE;
  }

  @Override
  String dmaUnmap(Operation.DmaUnmap asked) {
    simulated().guestMemory().unmap(asked.iova(), asked.length());
    return DONE;
  }
}
