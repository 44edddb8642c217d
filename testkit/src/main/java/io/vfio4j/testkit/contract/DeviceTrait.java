package io.vfio4j.testkit.contract;

/**
 * What a device can do, as its author declares it. The contract tests a trait both ways: who
 * declares it must do it, and who does not must refuse it.
 *
 * @since 0.1
 */
public enum DeviceTrait {
  /** Can be reset: VFIO_DEVICE_FLAGS_RESET. */
  RESETTABLE,
  /** Some of a BAR can be mapped: VFIO_REGION_INFO_FLAG_MMAP. */
  MAPPABLE,
  /** Has an expansion ROM: region 6. */
  ROM,
  /** Has an interrupt pin: IRQ index 0. */
  INTX,
  /** Has message-signalled interrupts: IRQ index 1 and the capability 0x05. */
  MSI,
  /** Has MSI-X: IRQ index 2 and the capability 0x11. */
  MSIX,
  /** Reports errors: IRQ index 3. */
  ERR,
  /** Can be asked back by the host: IRQ index 4. */
  REQ,
  /** Reads or writes guest memory by itself. */
  DMA
}
