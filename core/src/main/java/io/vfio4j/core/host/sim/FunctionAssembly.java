package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.sim.config.HardwareConfig;
import io.vfio4j.core.host.sim.irq.Interrupts;
import io.vfio4j.core.host.sim.irq.PendingBits;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import io.vfio4j.core.host.sim.memory.MemoryPool;
import io.vfio4j.core.host.sim.profile.BarProfile;
import io.vfio4j.core.host.sim.profile.CapabilityProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.profile.RegisterProfile;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixPendingBits;
import io.vfio4j.core.host.sim.register.DmaPort;
import io.vfio4j.core.host.sim.register.RegisterBlocks;
import io.vfio4j.core.linux.MappingGate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the parts of a function together. */
final class FunctionAssembly {
  private static final int MSI_MASKABLE = 0x100;

  private final FunctionProfile profile;
  private final MappingGate mappings;
  private final Map<Integer, DeviceMemory> memories = new HashMap<>();
  private final PendingBits pending;
  private final Interrupts interrupts;
  private final DmaPort port;

  FunctionAssembly(
      FunctionProfile profile, HardwareConfig config, MemoryPool pool, MappingGate mappings) {
    this.profile = profile;
    this.mappings = mappings;
    for (BarProfile bar : profile.bars()) {
      String name = "vfio4j-" + profile.address() + "-bar" + bar.index();
      memories.put(bar.index(), pool.create(name, bar.size()));
    }
    this.pending = pendingBits();
    this.interrupts =
        new Interrupts(
            config, profile.interruptPin() != 0, msiVectors(), msiKeepsPending(), pending);
    this.port = new DmaPort(config);
  }

  Interrupts interrupts() {
    return interrupts;
  }

  DmaPort port() {
    return port;
  }

  /** As many as it is capable of; more than 32 is reserved. */
  private int msiVectors() {
    return msiControl().map(control -> 1 << Math.min(control >> 1 & 0x7, 5)).orElse(0);
  }

  private boolean msiKeepsPending() {
    return msiControl().map(control -> (control & MSI_MASKABLE) != 0).orElse(false);
  }

  private Optional<Integer> msiControl() {
    return profile
        .capability(CapabilityProfile.MSI)
        .map(msi -> msi.image().bytes())
        .map(bytes -> (bytes[3] & 0xff) << 8 | (bytes[2] & 0xff));
  }

  private PendingBits pendingBits() {
    for (BarProfile bar : profile.bars()) {
      for (RegisterProfile register : bar.registers()) {
        if (register instanceof MsixPendingBits bits) {
          return mirrored(bits, memories.get(bar.index()));
        }
      }
    }
    return new PendingBits(0, PendingBits.Mirror.NONE);
  }

  /** The bits are in the BAR's memory too, since that may be mapped. */
  private static PendingBits mirrored(MsixPendingBits bits, DeviceMemory memory) {
    return new PendingBits(
        bits.vectors(),
        (word, value) -> memory.set(bits.offset() + (long) word * Long.BYTES, 8, value));
  }

  /** The BARs, by index. */
  Map<Integer, SimBar> bars() {
    RegisterBlocks blocks = new RegisterBlocks(interrupts, pending, port, memories);
    Map<Integer, SimBar> bars = new TreeMap<>();
    for (BarProfile bar : profile.bars()) {
      bars.put(bar.index(), bar(bar, blocks));
    }
    return bars;
  }

  private SimBar bar(BarProfile bar, RegisterBlocks blocks) {
    RegisterMap registers = new RegisterMap(bar.size());
    List<RegisterProfile> profiles = bar.registers();
    for (RegisterProfile register : profiles) {
      blocks.of(register).ifPresent(block -> registers.add(register.range(), block));
    }
    return new SimBar(bar, memories.get(bar.index()), registers, mappings);
  }
}
