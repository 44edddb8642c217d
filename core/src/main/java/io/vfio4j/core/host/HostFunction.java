package io.vfio4j.core.host;

import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.PhysicalMemory;
import io.vfio4j.core.dma.IommuMappings;
import io.vfio4j.core.linux.MappingGate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * One PCI function of a host, as hardware.
 *
 * <p>Registers are read and written by one thread at a time. {@link #attach} comes before and
 * {@link #detach} after everything that one client causes; between them the function may raise
 * interrupts and do DMA, on threads of its own or on the calling one.
 */
public interface HostFunction {

  /** Where it is. */
  PciAddress address();

  /** What its config space header says it is. */
  PciIds ids();

  /** An integer property of its ACPI node; empty if there is none. */
  OptionalLong property(String name);

  /** 256 or 4096 bytes. */
  int configSize();

  /**
   * Reads hardware config space.
   *
   * @param offset in bytes, a multiple of {@code width}, inside {@link #configSize()}
   * @param width 1, 2 or 4 bytes
   * @return the value, zero-extended
   */
  int configRead(int offset, int width);

  /**
   * Writes hardware config space; the hardware drops what it does not let be written. Arguments as
   * {@link #configRead}.
   */
  void configWrite(int offset, int width, int value);

  /**
   * A BAR that is implemented.
   *
   * @param index 0 to 5, 6 for the expansion ROM
   * @return empty if it is not implemented or is the upper half of a 64-bit BAR
   */
  Optional<HostBar> bar(int index);

  /** Maps physical memory, see {@link io.vfio4j.api.DeviceContext#map}. */
  PhysicalMemory map(long base, long length, Caching caching);

  /**
   * Stands before all that is mapped of it in this process, its BARs and what {@link #map} gave.
   */
  MappingGate mappings();

  /**
   * The functions that a reset of its bus or slot resets, itself among them, by their addresses;
   * empty if neither can be reset, as on a root bus.
   */
  List<HostFunction> resetTogether();

  /** The number of its IOMMU group: of the functions that one client has as a whole or not. */
  int iommuGroup();

  /** What it is to SR-IOV. */
  Virtualization virtualization();

  /** Whether {@link #reset()} works. */
  boolean resettable();

  /**
   * Resets the function: registers go back to their initial values, device memory keeps its
   * contents. Config space is saved before and restored after, as the kernel's PCI layer does; the
   * function is in D0 then, and nothing is pending. {@link InterruptListener#restore} ends it.
   */
  void reset();

  /** How often {@link #reset()} has succeeded, see {@link io.vfio4j.api.DeviceContext#resets}. */
  long resets();

  /**
   * A client has come.
   *
   * @param interrupts where interrupts go
   * @param memory what the function's DMA reaches
   * @param worker runs the function's DMA
   */
  void attach(InterruptListener interrupts, GuestMemory memory, Executor worker);

  /**
   * The client has gone: no interrupt and no DMA after this returned. Waits for a transfer that is
   * under way, so that a {@link GuestMemory} which waits for the client must have given up before.
   */
  void detach();

  /**
   * A client's interrupts of one kind are turned on, for so many vectors; asked again with more,
   * for those too. Comes before the enable bit in config space is set, by which a function knows it
   * as well; a function that a kernel has needs to be told like this.
   *
   * @param vectors from 0 on; 1 for the interrupt pin
   * @throws io.vfio4j.api.VfioException if they cannot be had; then nothing has changed
   */
  default void interruptsOn(InterruptKind kind, int vectors) {}

  /** They are turned off: none of that kind after this returned. */
  default void interruptsOff(InterruptKind kind) {}

  /**
   * The interrupt pin can be delivered now. One that holds its pin back from when it was delivered,
   * as the kernel does, lets go.
   */
  default void pinUnmasked() {}

  /** What has to know which of the client's memory the function may reach. */
  default IommuMappings iommu() {
    return IommuMappings.NONE;
  }

  /**
   * A vector that was not delivered can be delivered now: the function sends it again if it is
   * still pending.
   *
   * @param vector as in {@link InterruptListener#interrupt}
   */
  void vectorUnmasked(int vector);

  /**
   * A variant raises an interrupt in the function's name, see {@link
   * io.vfio4j.api.DeviceContext#raiseInterrupt}. Any thread.
   */
  void raiseInterrupt(int vector);

  /** A variant deasserts the function's interrupt pin. Any thread. */
  void lowerInterrupt();

  /**
   * Whether the interrupt pin is asserted: as the status register shows it, whether or not the
   * command register lets it through.
   */
  boolean pinAsserted();
}
