package io.vfio4j.plugin.nvgrace.linux;

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
import io.vfio4j.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * The stand-in GPU: a profile's function, but that BARs 2 and 4 drop writes, and that its memory is
 * ready some time after a reset only.
 */
final class StandInFunction implements HostFunction {
  private static final int COMMAND = 0x04;
  private static final int MEMORY_AND_SERR = 0x0102;
  private static final int IO = 1;
  private static final int INTERRUPT_LINE = 0x3c;

  private final HostFunction function;
  private final ManualClock clock;
  private final Duration training;
  private long ready;

  /** As it was when the driver found it: firmware and kernel had set up more than they need. */
  StandInFunction(HostFunction function, ManualClock clock, Duration training) {
    this.function = function;
    this.clock = clock;
    this.training = training;
    this.ready = clock.nanoTime();
    function.configWrite(COMMAND, 2, MEMORY_AND_SERR | IO);
    function.configWrite(INTERRUPT_LINE, 1, 0x0a);
  }

  @Override
  public Optional<HostBar> bar(int index) {
    Optional<HostBar> bar = function.bar(index);
    return bar.map(each ->
        index == 0
            ? StandInBar.registers(each, () -> clock.nanoTime() - ready >= 0)
            : StandInBar.pattern(each));
  }

  @Override
  public PciAddress address() {
    return function.address();
  }

  @Override
  public PciIds ids() {
    return function.ids();
  }

  @Override
  public OptionalLong property(String name) {
    return function.property(name);
  }

  @Override
  public int configSize() {
    return function.configSize();
  }

  @Override
  public int configRead(int offset, int width) {
    return function.configRead(offset, width);
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    function.configWrite(offset, width, value);
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    return function.map(base, length, caching);
  }

  @Override
  public MappingGate mappings() {
    return function.mappings();
  }

  @Override
  public List<HostFunction> resetTogether() {
    return function.resetTogether();
  }

  @Override
  public int iommuGroup() {
    return function.iommuGroup();
  }

  @Override
  public Virtualization virtualization() {
    return function.virtualization();
  }

  @Override
  public boolean resettable() {
    return function.resettable();
  }

  @Override
  public void reset() {
    function.reset();
    ready = clock.nanoTime() + training.toNanos();
  }

  @Override
  public long resets() {
    return function.resets();
  }

  @Override
  public void attach(InterruptListener interrupts, GuestMemory memory, Executor worker) {
    function.attach(interrupts, memory, worker);
  }

  @Override
  public void detach() {
    function.detach();
  }

  @Override
  public void vectorUnmasked(int vector) {
    function.vectorUnmasked(vector);
  }

  @Override
  public void raiseInterrupt(int vector) {
    function.raiseInterrupt(vector);
  }

  @Override
  public void lowerInterrupt() {
    function.lowerInterrupt();
  }

  @Override
  public boolean pinAsserted() {
    return function.pinAsserted();
  }
}
