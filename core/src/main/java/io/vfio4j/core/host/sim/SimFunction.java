package io.vfio4j.core.host.sim;

import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.host.sim.config.ConfigEvents;
import io.vfio4j.core.host.sim.config.HardwareConfig;
import io.vfio4j.core.host.sim.irq.Interrupts;
import io.vfio4j.core.host.sim.memory.MemoryPool;
import io.vfio4j.core.host.sim.memory.PhysicalSpace;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.register.DmaPort;
import io.vfio4j.core.linux.MappingGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** A function that a profile describes. */
final class SimFunction implements HostFunction, ConfigEvents {
  private static final int ROM = 6;

  private final FunctionProfile profile;
  private final Topology topology;
  private final PhysicalSpace space;
  private final HardwareConfig config;
  private final Interrupts interrupts;
  private final DmaPort port;
  private final Map<Integer, SimBar> bars;
  private final Optional<HostBar> rom;
  private final MappingGate mappings = new MappingGate();
  private final AtomicLong resets = new AtomicLong();

  SimFunction(FunctionProfile profile, Topology topology, PhysicalSpace space, MemoryPool pool) {
    this.profile = profile;
    this.topology = topology;
    this.space = space;
    this.config = new HardwareConfig(profile, this);
    FunctionAssembly assembly = new FunctionAssembly(profile, config, pool, mappings);
    this.interrupts = assembly.interrupts();
    this.port = assembly.port();
    this.bars = assembly.bars();
    this.rom = profile.rom().map(SimRom::new);
  }

  @Override
  public PciAddress address() {
    return profile.address();
  }

  @Override
  public PciIds ids() {
    return profile.ids();
  }

  @Override
  public OptionalLong property(String name) {
    Long value = profile.properties().get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public int configSize() {
    return profile.configSize();
  }

  @Override
  public int configRead(int offset, int width) {
    return config.read(offset, width);
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    config.write(offset, width, value);
  }

  @Override
  public Optional<HostBar> bar(int index) {
    return index == ROM ? rom : Optional.ofNullable(bars.get(index));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    return space.map(base, length, caching, mappings);
  }

  @Override
  public MappingGate mappings() {
    return mappings;
  }

  @Override
  public List<HostFunction> resetTogether() {
    return topology.resetTogether(address());
  }

  @Override
  public int iommuGroup() {
    return topology.iommuGroup(address());
  }

  @Override
  public Virtualization virtualization() {
    return topology.virtualization(address());
  }

  @Override
  public boolean resettable() {
    return profile.resettable();
  }

  @Override
  public void reset() {
    config.resetByHost();
    functionReset();
    resets.incrementAndGet();
    interrupts.restore();
  }

  @Override
  public long resets() {
    return resets.get();
  }

  @Override
  public void functionReset() {
    bars.values().forEach(SimBar::reset);
    interrupts.reset();
  }

  @Override
  public void attach(InterruptListener listener, GuestMemory memory, Executor worker) {
    interrupts.attach(listener);
    port.attach(memory, worker);
  }

  @Override
  public void detach() {
    bars.values().forEach(SimBar::abort);
    port.detach();
    interrupts.detach();
  }

  @Override
  public void vectorUnmasked(int vector) {
    interrupts.unmasked(vector);
  }

  @Override
  public void raiseInterrupt(int vector) {
    interrupts.raiseForClient(vector);
  }

  @Override
  public void lowerInterrupt() {
    interrupts.acknowledge();
  }

  @Override
  public void messagesChanged() {
    interrupts.messagesChanged();
  }

  @Override
  public boolean pinAsserted() {
    return interrupts.pinAsserted();
  }

  @Override
  public int msiPending() {
    return interrupts.msiPending();
  }
}
