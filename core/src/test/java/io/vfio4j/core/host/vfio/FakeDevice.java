package io.vfio4j.core.host.vfio;

import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.VfioIrq;
import io.vfio4j.core.linux.VfioRegion;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A device whose file is bytes: 64 KiB for each region. Notes what it is told. */
final class FakeDevice implements KernelDevice {
  static final int EIO = 5;
  static final int ENODEV = 19;
  private static final int ROOM = 1 << 16;
  private static final int CONFIG = 7;

  final Map<Integer, VfioRegion> regions = new HashMap<>();
  final Map<Integer, VfioIrq> irqs = new HashMap<>();
  final List<String> told = new ArrayList<>();
  private final Map<Integer, EventFd> eventFds = new TreeMap<>();
  private final MemorySegment file = MemorySegment.ofArray(new byte[ROOM * 8]);
  boolean resettable = true;
  boolean closed;
  @Nullable RuntimeException offFailure;
  private int failure;

  FakeDevice() {
    region(CONFIG, 256);
  }

  void region(int index, long size) {
    regions.put(index, new VfioRegion(size, (long) index * ROOM));
  }

  void config(int offset, int width, long value) {
    set((long) CONFIG * ROOM + offset, width, value);
  }

  void bar(int index, long offset, int width, long value) {
    set((long) index * ROOM + offset, width, value);
  }

  /** From now on all but the ends of interrupts fails. */
  void fail(int errno) {
    failure = errno;
  }

  /** The device interrupts. */
  void fire(int vector) {
    EventFd eventFd = eventFds.get(vector);
    if (eventFd != null) {
      eventFd.signal();
    }
  }

  /** The eventfd of a vector, as the kernel has it. */
  @Nullable EventFd eventFd(int vector) {
    return eventFds.get(vector);
  }

  private void check() {
    if (failure != 0) {
      throw LinuxException.of("fake", failure);
    }
  }

  @Override
  public boolean resettable() {
    return resettable;
  }

  @Override
  public VfioRegion region(int index) {
    return regions.getOrDefault(index, new VfioRegion(0, 0));
  }

  @Override
  public VfioIrq irq(int index) {
    return irqs.getOrDefault(index, new VfioIrq(1, true));
  }

  @Override
  public long read(long offset, int width) {
    check();
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(file.get(ValueLayout.JAVA_BYTE, offset + i));
    }
    told.add("read %x/%d".formatted(offset, width));
    return value;
  }

  @Override
  public void write(long offset, int width, long value) {
    check();
    told.add("write %x/%d".formatted(offset, width));
    set(offset, width, value);
  }

  private void set(long offset, int width, long value) {
    for (int i = 0; i < width; i++) {
      file.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (value >>> (8 * i)));
    }
  }

  @Override
  public long read(long offset, MemorySegment target) {
    check();
    told.add("read %x+%d".formatted(offset, target.byteSize()));
    target.copyFrom(file.asSlice(offset, target.byteSize()));
    return target.byteSize();
  }

  @Override
  public long write(long offset, MemorySegment source) {
    check();
    told.add("write %x+%d".formatted(offset, source.byteSize()));
    file.asSlice(offset, source.byteSize()).copyFrom(source);
    return source.byteSize();
  }

  @Override
  public void signal(int index, int start, List<EventFd> given) {
    check();
    told.add("signal %d: %d+%d".formatted(index, start, given.size()));
    for (int i = 0; i < given.size(); i++) {
      eventFds.put(start + i, given.get(i));
    }
  }

  @Override
  public void off(int index) {
    told.add("off " + index);
    if (offFailure != null) {
      throw offFailure;
    }
    eventFds.clear();
  }

  @Override
  public void unmaskPin() {
    check();
    told.add("unmask");
  }

  @Override
  public void reset() {
    check();
    told.add("reset");
  }

  List<String> taken() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  @Override
  public void close() {
    closed = true;
  }
}
