package io.vfio4j.core.pci.config;

import org.jspecify.annotations.Nullable;

/** Makes the owner of a capability's bytes. */
final class CapabilityOwners {
  private final ConfigState base;
  private final InterruptControl interrupts;
  private final Runnable reset;
  private @Nullable PowerManagement power;

  CapabilityOwners(ConfigState base, InterruptControl interrupts, Runnable reset) {
    this.base = base;
    this.interrupts = interrupts;
    this.reset = reset;
  }

  /** The power states of the function, if it has them. */
  @Nullable PowerManagement power() {
    return power;
  }

  /** The virtual bytes of the capability have been filled. */
  ConfigOwner standard(int id, int start, int length) {
    return switch (id) {
      case StandardCapabilities.POWER_MANAGEMENT -> powerManagement(start);
      case StandardCapabilities.VITAL_PRODUCT_DATA ->
          masked(start, VitalProductData.MASK, new VitalProductData(base, start));
      case StandardCapabilities.MSI -> messageSignalled(start);
      case StandardCapabilities.PCI_X -> masked(start, PciX.mask(length), WriteRule.NONE);
      case StandardCapabilities.EXPRESS ->
          masked(start, Express.mask(length), new Express(base, start, reset));
      case StandardCapabilities.ADVANCED_FEATURES ->
          masked(start, AdvancedFeatures.MASK, new AdvancedFeatures(base, start, reset));
      default -> new DirectBytes(base, start, 2, id == StandardCapabilities.VENDOR);
    };
  }

  ConfigOwner extended(int id, int start) {
    return switch (id) {
      case ExtendedCapabilities.ERROR_REPORTING ->
          masked(start, ErrorReporting.MASK, WriteRule.NONE);
      case ExtendedCapabilities.POWER_BUDGETING ->
          masked(start, PowerBudgeting.MASK, WriteRule.NONE);
      case ExtendedCapabilities.VENDOR, ExtendedCapabilities.DESIGNATED_VENDOR ->
          new DirectBytes(base, start, 4, true);
      default -> new DirectBytes(base, start, 4, false);
    };
  }

  private ConfigOwner powerManagement(int start) {
    PowerManagement rule = new PowerManagement(base, start, interrupts);
    power = rule;
    return masked(start, PowerManagement.MASK, rule);
  }

  private ConfigOwner messageSignalled(int start) {
    int control = MessageSignalled.control(base.function(), start);
    return masked(
        start, MessageSignalled.mask(control), new MessageSignalled(base, start, interrupts));
  }

  private ConfigOwner masked(int start, ConfigMask mask, WriteRule rule) {
    return new MaskedBytes(base, start, mask, rule);
  }
}
