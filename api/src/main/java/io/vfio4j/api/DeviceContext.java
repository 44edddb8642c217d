package io.vfio4j.api;

import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A function and what the host does for its driver: what a driver in the kernel has through its
 * {@code struct pci_dev}.
 *
 * <p>Implemented by the host; {@code testkit} has one for tests. Valid as long as the function is
 * bound: of a function that the driver does not take, in the end, every method that has to do with
 * the function throws {@link IllegalStateException}. Any thread may call it, where a method does
 * not say otherwise.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface DeviceContext {

  /** Where the function is: {@code pci_name}. */
  PciAddress address();

  /** What the function says it is: the ids in {@code struct pci_dev}. */
  PciIds ids();

  /**
   * An integer property of the function's ACPI node, from its {@code _DSD}: the kernel's {@code
   * device_property_read_u64}.
   *
   * @param name for instance {@code nvidia,gpu-mem-base-pa}
   * @return the value, an unsigned 64-bit number; empty if there is none or if it is not an integer
   */
  OptionalLong property(String name);

  /**
   * Reads the function's own config space, beneath everything that vfio-pci-core and the variant
   * make of it: {@code pci_read_config_byte}, {@code _word} and {@code _dword}.
   *
   * @param offset in bytes, a multiple of {@code width}
   * @param width 1, 2 or 4 bytes
   * @return the value, zero-extended (for 4 bytes: all 32 bits of the int); all ones for a register
   *     that is not there
   * @throws VfioException EINVAL for another width, or an offset that is negative or not aligned
   */
  int configRead(int offset, int width);

  /**
   * Finds a capability in the function's own chain: {@code pci_find_capability}.
   *
   * @param id capability id, for instance 0x10 for PCI Express
   * @return its offset in config space, in bytes; empty if the function has none
   */
  OptionalInt findCapability(int id);

  /**
   * Finds an extended capability: {@code pci_find_ext_capability}.
   *
   * @param id extended capability id, for instance 0x23 for DVSEC
   * @return the offset of the first one in config space, in bytes; empty if there is none
   */
  OptionalInt findExtendedCapability(int id);

  /**
   * Finds a designated vendor-specific extended capability: {@code pci_find_dvsec_capability}.
   *
   * @param vendor DVSEC vendor id, 16 bits
   * @param dvsecId DVSEC id, 16 bits
   * @return its offset in config space, in bytes; empty if there is none
   */
  OptionalInt findDvsec(int vendor, int dvsecId);

  /**
   * Reads a register of a BAR, as a driver does that mapped the BAR for itself at probe.
   *
   * @param bar BAR index, 0 to 5
   * @param offset in bytes, a multiple of {@code width}
   * @param width 1, 2, 4 or 8 bytes
   * @return the value, zero-extended
   * @throws VfioException ENODEV if the function has no such BAR, EINVAL outside it
   */
  long barRead(int bar, long offset, int width);

  /**
   * Maps a range of the host's physical address space: {@code memremap} for cached memory, {@code
   * ioremap_wc} for write-combining.
   *
   * @param base physical address, in bytes
   * @param length in bytes, more than 0
   * @param caching how the range may be cached
   * @return the mapping, owned and closed by the caller
   * @throws VfioException ENOMEM if there is no such memory, EOPNOTSUPP on a host that maps none,
   *     as {@code --host vfio}
   */
  PhysicalMemory map(long base, long length, Caching caching);

  /**
   * How often the host has reset the function so far, for whatever reason: when a client came or
   * went, at {@link VfioDevice#reset()}, or because a guest set the function-level reset bit in
   * config space. The kernel tells a driver with {@code reset_done}; here the driver compares.
   *
   * <p>What hardware forgets at a reset is to be looked at again whenever this number differs from
   * the one that the driver saw last. It counts resets that succeeded, and never goes back.
   */
  long resets();

  /** Time. */
  DeviceClock clock();

  /**
   * The generic device, {@code vfio-pci-core}, which every variant forwards to.
   *
   * <p>Its {@link VfioDevice#open()} and {@link VfioDevice#close()} are to be called from the
   * variant's own; what the variant's leave open the host closes. Every operation of it is to be
   * called in one of the variant's device, on that one's thread; during probe {@link
   * VfioDevice#info()} alone, {@link VfioDevice#registers()} at any time. Called otherwise they
   * throw {@link IllegalStateException}.
   */
  VfioDevice core();

  /**
   * The device that another driver makes of this function, for a variant that wraps one. It
   * forwards there as it otherwise would to {@link #core()}, {@link VfioDevice#open()} and {@link
   * VfioDevice#close()} included.
   *
   * <p>The other driver is probed now, as if the operator had given it the function: its id table
   * is not asked, and it has its own settings and class loader. Whatever its device throws beside a
   * {@link VfioException} is logged under its own name and arrives here as EIO. If this driver does
   * not take the function in the end, what the other one's probe mapped is released too.
   *
   * <p>Only during {@link VariantDriver#probe}, and on its thread. In the kernel one driver has a
   * function, and there is nothing of the kind.
   *
   * @param name the other driver's {@link VariantDriver#name()}
   * @throws ProbeDeclined if the other driver declines; to let it pass is to decline too
   * @throws VfioException if the other driver fails, with its errno; ENODEV if there is no driver
   *     of this name; EINVAL if its device would be a part of itself, for it is this driver's own
   *     name, or that of one that wraps it
   * @throws IllegalStateException when probe is over
   */
  @Experimental(since = "0.1")
  VfioDevice variant(String name) throws ProbeDeclined;

  /**
   * The device that clients would be served were it not for this driver: of all others whose id
   * table names the function the best match is taken, or the next one if that declines. Else as
   * {@link #variant}.
   *
   * @throws ProbeDeclined if all of them decline
   * @throws VfioException as {@link #variant}; ENODEV if no other driver is for this function;
   *     EBUSY if two match equally well
   * @throws IllegalStateException when probe is over
   */
  @Experimental(since = "0.1")
  VfioDevice nextVariant() throws ProbeDeclined;

  /**
   * The VMM's memory, for devices that do DMA of their own. Nothing is mapped in it while the
   * device is closed.
   */
  GuestMemory guestMemory();

  /**
   * Runs a task on this device's worker thread, as the kernel's {@code queue_work} would, in the
   * order submitted: the place for DMA, which the session thread may not wait for.
   *
   * <p>What was submitted and has not begun when the device is closed is dropped; the host waits
   * for a task that is running. Submitting to a closed device does nothing.
   *
   * <p>A task has no time limit while the client is there. One that has not ended ten seconds after
   * the client went, half of them after an interrupt, takes the function out of service.
   *
   * @param task what to do; what it throws is logged with the plugin's name
   * @throws VfioException EAGAIN if 4096 tasks are waiting already
   */
  void execute(Runnable task);

  /**
   * Raises an interrupt in the function's name, for a variant with registers of its own: by MSI-X
   * if the client has turned that on, else by MSI if it has turned that on, else by asserting the
   * interrupt pin (INTx), which stays up until {@link #lowerInterrupt()}.
   *
   * <p>What the client has masked stays pending, and comes when it is unmasked, as if hardware had
   * raised it. Any thread; never waits. Without effect while the device is closed.
   *
   * @param vector vector number, from 0; one that the function has not got is lost, and to the pin
   *     all are the same
   */
  void raiseInterrupt(int vector);

  /**
   * Deasserts the interrupt pin: the client has seen to all that it was told of. There is nothing
   * to take back of MSI-X and MSI, so that it does no harm there. Any thread; never waits.
   */
  void lowerInterrupt();

  /**
   * A setting that the operator made for this driver, as a module's parameter is one in the kernel,
   * in {@code etc/} or with {@code --set NAME.KEY=VALUE}. The name is the driver's, or its plugin's
   * id and then meant for all drivers of that plugin.
   *
   * <p>Ask in probe: of a setting that no driver with a function has asked for by then, the
   * operator is told that it has no effect.
   *
   * @param key the setting's key, without the name
   * @return its value; empty if nobody set it
   */
  Optional<String> setting(String key);
}
