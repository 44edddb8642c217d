package io.vfio4j.testkit.fake;

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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** A function whose BARs are scripted; in all else it is the other. */
record ScriptedFunction(HostFunction next, Map<Integer, NavigableMap<Long, ScriptedRegister>> bars)
    implements HostFunction {

  @Override
  public Optional<HostBar> bar(int index) {
    Optional<HostBar> bar = next.bar(index);
    NavigableMap<Long, ScriptedRegister> registers = bars.get(index);
    return registers == null ? bar : bar.map(each -> new ScriptedBar(each, registers));
  }

  @Override
  public PciAddress address() {
    return next.address();
  }

  @Override
  public PciIds ids() {
    return next.ids();
  }

  @Override
  public OptionalLong property(String name) {
    return next.property(name);
  }

  @Override
  public int configSize() {
    return next.configSize();
  }

  @Override
  public int configRead(int offset, int width) {
    return next.configRead(offset, width);
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    next.configWrite(offset, width, value);
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    return next.map(base, length, caching);
  }

  @Override
  public MappingGate mappings() {
    return next.mappings();
  }

  @Override
  public List<HostFunction> resetTogether() {
    return next.resetTogether();
  }

  @Override
  public int iommuGroup() {
    return next.iommuGroup();
  }

  @Override
  public Virtualization virtualization() {
    return next.virtualization();
  }

  @Override
  public boolean resettable() {
    return next.resettable();
  }

  @Override
  public void reset() {
    next.reset();
  }

  @Override
  public long resets() {
    return next.resets();
  }

  @Override
  public void attach(InterruptListener interrupts, GuestMemory memory, Executor worker) {
    next.attach(interrupts, memory, worker);
  }

  @Override
  public void detach() {
    next.detach();
  }

  @Override
  public void vectorUnmasked(int vector) {
    next.vectorUnmasked(vector);
  }

  @Override
  public void raiseInterrupt(int vector) {
    next.raiseInterrupt(vector);
  }

  @Override
  public void lowerInterrupt() {
    next.lowerInterrupt();
  }

  @Override
  public boolean pinAsserted() {
    return next.pinAsserted();
  }
}
