package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.testkit.ManualClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A function with coherent memory of any size at any address, and what firmware says of it. */
final class FakeGpu implements DeviceContext {
  static final long BASE = 0x4000_0000_0000L;
  static final int POWER_MANAGEMENT = 0x60;
  private static final int DVSEC = 0x100;
  private static final int CXL = 0x200;

  final FakeCore core = new FakeCore();
  final ManualClock clock = new ManualClock();
  final FakeRegisters registers = new FakeRegisters(clock);
  long resets;
  final List<FakeMemory> mapped = new ArrayList<>();
  private final Map<String, Long> properties = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<Long, Byte> memory = new HashMap<>();
  private OptionalInt dvsecWord = OptionalInt.empty();
  private boolean cxl;
  private boolean memoryIsThere = true;

  static FakeGpu withMemory(long base, long size) {
    return new FakeGpu()
        .property(MemoryProperties.BASE, base)
        .property(MemoryProperties.SIZE, size);
  }

  FakeGpu property(String name, long value) {
    properties.put(name, value);
    return this;
  }

  FakeGpu setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Gives it NVIDIA's DVSEC 3 with this word at offset 0x0a. */
  FakeGpu dvsecWord(int word) {
    dvsecWord = OptionalInt.of(word);
    return this;
  }

  /** Gives it the DVSEC of CXL, whose status is a register. */
  FakeGpu withCxl() {
    cxl = true;
    return this;
  }

  /** What a driver makes for it whose probe found it ready. */
  ReadinessCheck readiness() {
    return new ReadinessCheck(this, MemoryStatus.of(this));
  }

  FakeGpu withoutMemoryBehindTheProperties() {
    memoryIsThere = false;
    return this;
  }

  @Override
  public PciAddress address() {
    return PciAddress.parse("0009:01:00.0");
  }

  @Override
  public PciIds ids() {
    return new PciIds(0x10de, 0x2342, 0x10de, 0x16eb, 0x030200);
  }

  @Override
  public OptionalLong property(String name) {
    Long value = properties.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public int configRead(int offset, int width) {
    if (cxl && offset == CXL + 0x1c && width == 4) {
      return registers.read(FakeRegisters.CXL_STATUS);
    }
    return offset == DVSEC + 0x0a && width == 2 ? dvsecWord.orElse(0xffff) : 0xffff;
  }

  @Override
  public OptionalInt findCapability(int id) {
    return id == 1 ? OptionalInt.of(POWER_MANAGEMENT) : OptionalInt.empty();
  }

  @Override
  public OptionalInt findExtendedCapability(int id) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalInt findDvsec(int vendor, int dvsecId) {
    if (cxl && vendor == 0x1e98 && dvsecId == 0) {
      return OptionalInt.of(CXL);
    }
    boolean asked = vendor == 0x10de && dvsecId == 3 && dvsecWord.isPresent();
    return asked ? OptionalInt.of(DVSEC) : OptionalInt.empty();
  }

  @Override
  public long barRead(int bar, long offset, int width) {
    if (bar != 0 || width != 4) {
      throw new VfioException(Errno.ENODEV, "no BAR " + bar);
    }
    return Integer.toUnsignedLong(registers.read(offset));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    if (!memoryIsThere) {
      throw new VfioException(Errno.ENOMEM, "no memory at 0x%x".formatted(base));
    }
    FakeMemory range = new FakeMemory(memory, base, length, caching);
    mapped.add(range);
    return range;
  }

  @Override
  public long resets() {
    return resets;
  }

  @Override
  public DeviceClock clock() {
    return clock;
  }

  @Override
  public VfioDevice core() {
    return core;
  }

  @Override
  public VfioDevice variant(String name) {
    throw new UnsupportedOperationException("nothing here wraps another variant");
  }

  @Override
  public VfioDevice nextVariant() {
    throw new UnsupportedOperationException("nothing here wraps another variant");
  }

  @Override
  public GuestMemory guestMemory() {
    throw new UnsupportedOperationException("nothing here does DMA");
  }

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public void raiseInterrupt(int vector) {
    throw new UnsupportedOperationException("nothing here interrupts");
  }

  @Override
  public void lowerInterrupt() {
    throw new UnsupportedOperationException("nothing here interrupts");
  }

  @Override
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }
}
