package io.vfio4j.core.pci;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.linux.MappingGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A function whose config space is bytes that can be written unless marked otherwise, and which
 * notes what is done to it.
 */
public final class FakeFunction implements HostFunction {
  private final byte[] config;
  private final byte[] readOnly;
  private final Map<Integer, HostBar> bars = new HashMap<>();
  private final MappingGate mappings = new MappingGate();
  private final List<String> notes = new ArrayList<>();
  private final List<String> interruptCalls = new ArrayList<>();
  private @Nullable VfioException interruptsRefused;
  private @Nullable InterruptListener interrupts;
  private List<HostFunction> resetTogether = List.of();
  private int group;
  private Virtualization virtualization = new Virtualization(Optional.empty(), false, false);
  private PciAddress address = PciAddress.parse("0000:01:00.0");
  private boolean resettable = true;
  private @Nullable RuntimeException resetFailure;
  private long resets;
  private boolean pinAsserted;
  private Runnable afterConfigWrite = () -> {};

  public FakeFunction(int configSize) {
    config = new byte[configSize];
    readOnly = new byte[configSize];
  }

  /** Config bytes as a dump writes them, in hexadecimal with spaces. */
  public FakeFunction with(int offset, String bytes) {
    byte[] parsed = HexFormat.ofDelimiter(" ").parseHex(bytes);
    System.arraycopy(parsed, 0, config, offset, parsed.length);
    return this;
  }

  public FakeFunction with(int offset, int width, int value) {
    for (int i = 0; i < width; i++) {
      config[offset + i] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  public FakeFunction readOnly(int offset, int width, int bits) {
    for (int i = 0; i < width; i++) {
      readOnly[offset + i] = (byte) (bits >>> (8 * i));
    }
    return this;
  }

  public FakeFunction with(int index, HostBar bar) {
    bars.put(index, bar);
    return this;
  }

  public FakeFunction at(String bdf) {
    address = PciAddress.parse(bdf);
    return this;
  }

  public FakeFunction in(int iommuGroup) {
    group = iommuGroup;
    return this;
  }

  public FakeFunction with(Virtualization role) {
    virtualization = role;
    return this;
  }

  /** Functions on a bus that can be reset. */
  public static void shareBus(FakeFunction... functions) {
    for (FakeFunction each : functions) {
      each.resetTogether = List.of(functions);
    }
  }

  public FakeFunction withoutReset() {
    resettable = false;
    return this;
  }

  /** Null: resets work again. */
  public void failReset(@Nullable RuntimeException failure) {
    resetFailure = failure;
  }

  public void pin(boolean asserted) {
    pinAsserted = asserted;
  }

  /** What hardware does by itself once a register was written. */
  public void afterConfigWrite(Runnable reaction) {
    afterConfigWrite = reaction;
  }

  /** Raises a vector; whether it was delivered. */
  public boolean raise(InterruptKind kind, int vector) {
    InterruptListener listener = interrupts;
    return listener != null && listener.interrupt(kind, vector);
  }

  public boolean attached() {
    return interrupts != null;
  }

  /** What was done since the last call: config writes, resets, unmasked vectors. */
  public List<String> takeNotes() {
    List<String> taken = List.copyOf(notes);
    notes.clear();
    return taken;
  }

  public byte[] bytes() {
    return config.clone();
  }

  @Override
  public PciAddress address() {
    return address;
  }

  @Override
  public PciIds ids() {
    return new PciIds(
        configRead(0, 2), configRead(2, 2), configRead(0x2c, 2), configRead(0x2e, 2), 0x030200);
  }

  @Override
  public OptionalLong property(String name) {
    return OptionalLong.empty();
  }

  @Override
  public int configSize() {
    return config.length;
  }

  @Override
  public int configRead(int offset, int width) {
    requireAligned(offset, width);
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | (config[offset + i] & 0xff);
    }
    return value;
  }

  @Override
  public void configWrite(int offset, int width, int value) {
    requireAligned(offset, width);
    int all = -1 >>> (32 - 8 * width);
    notes.add("%03x/%d=%x".formatted(offset, width, value & all));
    for (int i = 0; i < width; i++) {
      int kept = readOnly[offset + i];
      config[offset + i] = (byte) ((config[offset + i] & kept) | (value >>> (8 * i) & ~kept));
    }
    afterConfigWrite.run();
  }

  private static void requireAligned(int offset, int width) {
    if ((width != 1 && width != 2 && width != 4) || offset % width != 0) {
      throw new AssertionError("config access of %d bytes at 0x%x".formatted(width, offset));
    }
  }

  @Override
  public Optional<HostBar> bar(int index) {
    return Optional.ofNullable(bars.get(index));
  }

  @Override
  public PhysicalMemory map(long base, long length, Caching caching) {
    throw new AssertionError("vfio-pci-core maps no physical memory");
  }

  @Override
  public MappingGate mappings() {
    return mappings;
  }

  @Override
  public List<HostFunction> resetTogether() {
    return resetTogether;
  }

  @Override
  public int iommuGroup() {
    return group;
  }

  @Override
  public Virtualization virtualization() {
    return virtualization;
  }

  @Override
  public boolean resettable() {
    return resettable;
  }

  @Override
  public void reset() {
    notes.add("reset");
    if (resetFailure != null) {
      throw resetFailure;
    }
    resets++;
    InterruptListener listener = interrupts;
    if (listener != null) {
      listener.restore();
    }
  }

  @Override
  public long resets() {
    return resets;
  }

  @Override
  public void attach(InterruptListener listener, GuestMemory memory, Executor worker) {
    interrupts = listener;
  }

  @Override
  public void detach() {
    interrupts = null;
    notes.add("detach");
  }

  @Override
  public void interruptsOn(InterruptKind kind, int vectors) {
    if (interruptsRefused != null) {
      throw interruptsRefused;
    }
    interruptCalls.add("on " + kind + " " + vectors);
  }

  @Override
  public void interruptsOff(InterruptKind kind) {
    interruptCalls.add("off " + kind);
  }

  @Override
  public void pinUnmasked() {
    interruptCalls.add("pin");
  }

  /** What it was told of interrupts turned on and off, and of its pin, since it was last asked. */
  public List<String> takeInterruptCalls() {
    List<String> taken = List.copyOf(interruptCalls);
    interruptCalls.clear();
    return taken;
  }

  /** From now on no interrupts can be had. */
  public void refuseInterrupts(VfioException why) {
    interruptsRefused = why;
  }

  @Override
  public void vectorUnmasked(int vector) {
    notes.add("unmasked " + vector);
  }

  @Override
  public void raiseInterrupt(int vector) {
    throw new AssertionError("vfio-pci-core raises none itself");
  }

  @Override
  public void lowerInterrupt() {
    throw new AssertionError("vfio-pci-core raises none itself");
  }

  @Override
  public boolean pinAsserted() {
    return pinAsserted;
  }

  /** The GPU of spec/oracle: config space as its hardware has it, BARs 0, 2 and 4. */
  public static FakeFunction gpu() {
    return new FakeFunction(4096)
        .with(0x00, "de 10 42 23 03 01 10 00 00 00 02 03 00 00 00 00")
        .with(0x10, "0c 00 00 e2 00 00 00 00 0c 00 00 d0 00 00 00 00")
        .with(0x20, "0c 00 00 e0 00 00 00 00 00 00 00 00 de 10 eb 16")
        .with(0x30, "00 00 00 00 40 00 00 00 00 00 00 00 0a 01 00 00")
        .with(0x40, "10 7c 02 00 01 80 00 10 00 00 00 00 00 00 00 00")
        .with(0x60, "00 00 00 00 10 00 00 00 00 00 00 00 00 00 00 00")
        .with(0x70, "00 00 00 00 00 00 00 00 00 00 00 00 05 94 80 00")
        .with(0x90, "00 00 00 00 01 00 03 00 00 00 00 00 00 00 00 00")
        .with(0, FakeBar.memory64(0x1000000))
        .with(2, FakeBar.memory64(0x10000000))
        .with(4, FakeBar.memory64(0x2000000));
  }
}
