package io.vfio4j.core.binding;

import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.linux.MappingGate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** A function whose config space and BARs a test fills in. */
final class FakeFunction implements HostFunction {
  static final PciAddress ADDRESS = new PciAddress(9, 1, 0, 0);

  final ByteBuffer config;
  private final MappingGate mappings = new MappingGate();
  final Map<Integer, HostBar> bars = new HashMap<>();
  final List<FakeMemory> mapped = new ArrayList<>();
  final List<String> interrupts = new ArrayList<>();

  FakeFunction(int configSize) {
    config = ByteBuffer.allocate(configSize).order(ByteOrder.LITTLE_ENDIAN);
  }

  FakeFunction() {
    this(4096);
  }

  @Override
  public PciAddress address() {
    return ADDRESS;
  }

  @Override
  public PciIds ids() {
    return new PciIds(0x10de, 0x2342, 0x10de, 0x16eb, 0x030200);
  }

  @Override
  public OptionalLong property(String name) {
    return name.equals("size") ? OptionalLong.of(7) : OptionalLong.empty();
  }

  @Override
  public int configSize() {
    return config.capacity();
  }

  @Override
  public int configRead(int offset, int width) {
    return switch (width) {
      case 1 -> config.get(offset) & 0xff;
      case 2 -> config.getShort(offset) & 0xffff;
      case 4 -> config.getInt(offset);
      default -> throw new IllegalArgumentException("width " + width);
    };
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    throw new AssertionError("a driver wrote config space");
  }

  @Override
  public Optional<HostBar> bar(int index) {
    return Optional.ofNullable(bars.get(index));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    FakeMemory memory = new FakeMemory(base, length, caching);
    mapped.add(memory);
    return memory;
  }

  @Override
  public MappingGate mappings() {
    return mappings;
  }

  @Override
  public List<HostFunction> resetTogether() {
    return List.of();
  }

  @Override
  public int iommuGroup() {
    return 0;
  }

  @Override
  public Virtualization virtualization() {
    return new Virtualization(Optional.empty(), false, false);
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public void reset() {
    throw new AssertionError("reset");
  }

  @Override
  public long resets() {
    return 3;
  }

  @Override
  public void attach(InterruptListener interrupts, GuestMemory memory, Executor worker) {
    throw new AssertionError("attach");
  }

  @Override
  public void detach() {
    throw new AssertionError("detach");
  }

  @Override
  public void vectorUnmasked(int vector) {
    throw new AssertionError("vectorUnmasked");
  }

  @Override
  public void raiseInterrupt(int vector) {
    interrupts.add("raise " + vector);
  }

  @Override
  public void lowerInterrupt() {
    interrupts.add("lower");
  }

  @Override
  public boolean pinAsserted() {
    return false;
  }
}
