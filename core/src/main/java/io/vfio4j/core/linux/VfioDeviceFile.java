package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A device's file. Its registers may be accessed by any thread.
 *
 * <pre>
 *  struct vfio_device_info, 16 bytes at least
 *    0  u32  argsz
 *    4  u32  flags        bit 0: can be reset
 *    8  u32  num_regions
 *   12  u32  num_irqs
 * </pre>
 */
final class VfioDeviceFile implements KernelDevice {
  private static final int INFO_BYTES = 16;
  private static final int FLAGS = 4;
  private static final int RESET = 1;
  private static final int PIN = 0;

  private final Descriptor file;

  /** Takes it over. */
  VfioDeviceFile(Descriptor file) {
    this.file = file;
  }

  @Override
  public boolean resettable() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(INFO_BYTES, Integer.BYTES);
      info.set(JAVA_INT, 0, INFO_BYTES);
      call("VFIO_DEVICE_GET_INFO", VfioCalls.DEVICE_GET_INFO, info);
      return (info.get(JAVA_INT, FLAGS) & RESET) != 0;
    }
  }

  @Override
  public VfioRegion region(int index) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = VfioRegion.ask(index, arena);
      call("VFIO_DEVICE_GET_REGION_INFO", VfioCalls.DEVICE_GET_REGION_INFO, info);
      return VfioRegion.answered(info);
    }
  }

  @Override
  public VfioIrq irq(int index) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = VfioIrq.ask(index, arena);
      call("VFIO_DEVICE_GET_IRQ_INFO", VfioCalls.DEVICE_GET_IRQ_INFO, info);
      return VfioIrq.answered(info);
    }
  }

  @Override
  public long read(long offset, int width) {
    return FileIo.pread(file, offset, width);
  }

  @Override
  public void write(long offset, int width, long value) {
    FileIo.pwrite(file, offset, width, value);
  }

  @Override
  public long read(long offset, MemorySegment target) {
    long size = target.byteSize();
    long address = NativeRange.writable(target, 0, size);
    int held = file.hold();
    try {
      return moved("pread", FileCalls.pread(held, address, size, offset));
    } finally {
      file.release();
    }
  }

  @Override
  public long write(long offset, MemorySegment source) {
    long size = source.byteSize();
    long address = NativeRange.readable(source, 0, size);
    int held = file.hold();
    try {
      return moved("pwrite", FileCalls.pwrite(held, address, size, offset));
    } finally {
      file.release();
    }
  }

  private static long moved(String call, long result) {
    if (result < 0) {
      throw LinuxException.withoutStackTrace(call, (int) -result, "a device's registers");
    }
    return result;
  }

  @Override
  public void signal(int index, int start, List<EventFd> eventFds) {
    int[] numbers = eventFds.stream().mapToInt(each -> each.descriptor().number()).toArray();
    try (Arena arena = Arena.ofConfined()) {
      setIrqs(VfioIrqSet.signal(index, start, numbers, arena));
    }
  }

  @Override
  public void off(int index) {
    try (Arena arena = Arena.ofConfined()) {
      setIrqs(VfioIrqSet.off(index, arena));
    }
  }

  @Override
  public void unmaskPin() {
    try (Arena arena = Arena.ofConfined()) {
      setIrqs(VfioIrqSet.unmask(PIN, arena));
    }
  }

  /** A positive answer is the number of vectors that could be had, none of which is on then. */
  private void setIrqs(MemorySegment set) {
    long left = call("VFIO_DEVICE_SET_IRQS", VfioCalls.DEVICE_SET_IRQS, set);
    if (left > 0) {
      throw LinuxException.of(
          "VFIO_DEVICE_SET_IRQS", ErrnoTable.ENOSPC, left + " vectors can be had");
    }
  }

  @Override
  public void reset() {
    LinuxException.check("VFIO_DEVICE_RESET", VfioCalls.ioctl(file, VfioCalls.DEVICE_RESET, 0));
  }

  private long call(String name, int request, MemorySegment argument) {
    return LinuxException.check(name, VfioCalls.ioctl(file, request, argument.address()));
  }

  @Override
  public void close() {
    file.close();
  }
}
