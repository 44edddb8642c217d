package io.vfio4j.core.host.sim.register;

import io.vfio4j.core.host.sim.irq.Interrupts;
import io.vfio4j.core.host.sim.irq.PendingBits;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import io.vfio4j.core.host.sim.profile.RegisterProfile;
import io.vfio4j.core.host.sim.profile.RegisterProfile.AcknowledgeInterrupt;
import io.vfio4j.core.host.sim.profile.RegisterProfile.Becomes;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixPendingBits;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixTable;
import io.vfio4j.core.host.sim.profile.RegisterProfile.RaiseInterrupt;
import io.vfio4j.core.host.sim.profile.RegisterProfile.ReadOnly;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what a profile names.
 *
 * @param interrupts of the function
 * @param pending bits of MSI-X
 * @param port for DMA
 * @param bars memory of the function's BARs, by index
 */
public record RegisterBlocks(
    Interrupts interrupts, PendingBits pending, DmaPort port, Map<Integer, DeviceMemory> bars) {

  /** A block; empty for the table of MSI-X, which is plain memory. */
  public Optional<RegisterBlock> of(RegisterProfile profile) {
    return switch (profile) {
      case RaiseInterrupt _ -> Optional.of(new RaiseInterruptRegister(interrupts));
      case AcknowledgeInterrupt _ -> Optional.of(new AcknowledgeInterruptRegister(interrupts));
      case ReadOnly register -> Optional.of(new ReadOnlyRegister(register.value()));
      case Becomes register ->
          Optional.of(new BecomesRegister(register.before(), register.value(), register.reads()));
      case RegisterProfile.DmaEngine engine ->
          Optional.of(new DmaEngine(port, interrupts, bars.get(engine.bar())));
      case MsixPendingBits _ -> Optional.of(new PendingBitsBlock(pending));
      case MsixTable _ -> Optional.empty();
    };
  }
}
