package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * T: what the author declares that the device can do, tested both ways.
 *
 * @since 0.1
 */
public abstract class TraitContract extends DeviceContract {
  private static final int MSI = 0x05;
  private static final int MSIX = 0x11;

  /** For subclasses. */
  protected TraitContract() {}

  /** What the device can do. */
  protected abstract Set<DeviceTrait> traits();

  private boolean declares(DeviceTrait trait) {
    return traits().contains(trait);
  }

  private static void agree(DeviceTrait trait, boolean declared, boolean shown, String what) {
    String said = declared ? "is declared" : "is not declared";
    check(declared == shown, "%s %s, and %s".formatted(trait, said, what));
  }

  private ConfigRegisters config() {
    return new ConfigRegisters(this);
  }

  /** T1. */
  @Rule(
      says = "A device is RESETTABLE if and only if its author declares it",
      lookAt = "traits(), and reset() and info() of the device")
  public void required_T1_resettable() {
    boolean declared = declares(DeviceTrait.RESETTABLE);
    boolean shown = device().info().resettable();
    agree(DeviceTrait.RESETTABLE, declared, shown, "info() says " + shown);
    if (declared) {
      device().reset();
    } else {
      refused(Errno.EINVAL, "reset() without RESETTABLE", () -> device().reset());
    }
  }

  /** T2. */
  @Rule(
      says = "A device is MAPPABLE if and only if its author declares it",
      lookAt = "traits(), and mmap() and regionInfo() of the device")
  public void required_T2_mappable() {
    boolean declared = declares(DeviceTrait.MAPPABLE);
    List<RegionInfo> mappable = regionsWith(RegionFlag.MMAP);
    agree(
        DeviceTrait.MAPPABLE,
        declared,
        !mappable.isEmpty(),
        "%d regions have the flag MMAP".formatted(mappable.size()));
    for (RegionInfo info : declared ? List.<RegionInfo>of() : regions()) {
      refused(
          Errno.EINVAL,
          "mmap() of region %d without MAPPABLE".formatted(info.index()),
          () -> device().mmap(MmapRequest.shared(info.index(), 0, PAGE)));
    }
  }

  /** T3. */
  @Rule(
      says = "A device has a ROM if and only if its author declares it",
      lookAt = "traits(), and regionInfo(6) of the device")
  public void required_T3_rom() {
    long size = device().regionInfo(RegionIndex.ROM).size();
    String what = "region 6 has size 0x%x".formatted(size);
    agree(DeviceTrait.ROM, declares(DeviceTrait.ROM), size > 0, what);
  }

  /** T4. */
  @Rule(
      says = "A device has INTX if and only if its author declares it",
      lookAt = "traits(), irqInfo(0), and the interrupt pin at config byte 0x3d")
  public void required_T4_intx() {
    boolean pin = config().readByte(ConfigRegisters.INTERRUPT_PIN) != 0;
    agree(DeviceTrait.INTX, declares(DeviceTrait.INTX), pin, "config byte 0x3d says " + pin);
    interrupts(DeviceTrait.INTX, IrqIndex.INTX);
  }

  /** T5. */
  @Rule(
      says = "A device has MSI if and only if its author declares it",
      lookAt = "traits(), irqInfo(1), and the capability 0x05")
  public void required_T5_msi() {
    messages(DeviceTrait.MSI, MSI);
    interrupts(DeviceTrait.MSI, IrqIndex.MSI);
  }

  /** T6. */
  @Rule(
      says = "A device has MSIX if and only if its author declares it",
      lookAt = "traits(), irqInfo(2), and the capability 0x11")
  public void required_T6_msix() {
    messages(DeviceTrait.MSIX, MSIX);
    interrupts(DeviceTrait.MSIX, IrqIndex.MSIX);
  }

  /** T7. */
  @Rule(
      says = "A device has ERR if and only if its author declares it",
      lookAt = "traits(), and irqInfo(3)")
  public void required_T7_err() {
    interrupts(DeviceTrait.ERR, IrqIndex.ERR);
  }

  /** T8. */
  @Rule(
      says = "A device has REQ if and only if its author declares it",
      lookAt = "traits(), and irqInfo(4)")
  public void required_T8_req() {
    interrupts(DeviceTrait.REQ, IrqIndex.REQ);
  }

  private void messages(DeviceTrait trait, int capability) {
    boolean shown = config().capabilities().containsValue(capability);
    String what = "the capability 0x%02x %s".formatted(capability, shown ? "is there" : "is not");
    agree(trait, declares(trait), shown, what);
  }

  private void interrupts(DeviceTrait trait, int index) {
    int count = device().irqInfo(index).count();
    String what = "IRQ index %d has %d vectors".formatted(index, count);
    agree(trait, declares(trait), count > 0, what);
    EventNotifier eventfd = underTest().notifier();
    if (declares(trait)) {
      set(index, 1, new IrqSet.Data.EventFds(List.of(Optional.of(eventfd))));
      set(index, 0, new IrqSet.Data.None());
    } else {
      refused(
          Errno.EINVAL,
          "an eventfd for IRQ index %d without %s".formatted(index, trait),
          () -> set(index, 1, new IrqSet.Data.EventFds(List.of(Optional.of(eventfd)))));
    }
  }

  private void set(int index, int count, IrqSet.Data data) {
    device().setIrqs(new IrqSet(index, 0, count, IrqAction.TRIGGER, data));
  }
}
