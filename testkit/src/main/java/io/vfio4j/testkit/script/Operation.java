package io.vfio4j.testkit.script;

import io.vfio4j.api.irq.IrqAction;

/**
 * One line of a script. What each does and answers is in docs/operations.md.
 *
 * @since 0.1
 */
public sealed interface Operation {

  /** Binds the driver. */
  record Probe() implements Operation {}

  /** Closes the device and opens it again. */
  record Reopen() implements Operation {}

  /** GET_INFO. */
  record DeviceInfo() implements Operation {}

  /**
   * GET_REGION_INFO.
   *
   * @param region region index
   * @param argsz how much room the client says it has
   */
  record Region(int region, int argsz) implements Operation {}

  /**
   * GET_IRQ_INFO.
   *
   * @param index IRQ index
   */
  record Irq(int index) implements Operation {}

  /**
   * A read.
   *
   * @param region region index
   * @param offset in the region
   * @param count in bytes
   * @param shown how many of the bytes read are printed at most
   */
  record Read(int region, long offset, int count, int shown) implements Operation {}

  /**
   * A write.
   *
   * @param region region index
   * @param offset in the region
   * @param bytes what is written
   */
  record Write(int region, long offset, Hex bytes) implements Operation {}

  /**
   * A mapping: stores, one load, and gone again.
   *
   * @param region region index
   * @param offset in the region
   * @param length in bytes
   * @param stored what is stored at its start
   */
  record Mmap(int region, long offset, long length, Hex stored) implements Operation {}

  /** RESET. */
  record Reset() implements Operation {}

  /**
   * SET_IRQS.
   *
   * @param index IRQ index
   * @param action what happens
   * @param data what goes with each vector
   * @param start first vector
   * @param count number of vectors
   * @param values a character for each vector, none with {@link VectorData#NONE}
   */
  record SetIrqs(int index, IrqAction action, VectorData data, int start, int count, String values)
      implements Operation {}

  /**
   * How often vectors were signalled.
   *
   * @param index IRQ index
   * @param start first vector
   * @param count number of vectors
   */
  record Signals(int index, int start, int count) implements Operation {}

  /**
   * Signals the eventfd that unmasks a vector.
   *
   * @param index IRQ index
   * @param vector which one
   */
  record UnmaskSignal(int index, int vector) implements Operation {}

  /** Waits until what is under way has arrived. */
  record Settle() implements Operation {}

  /**
   * DEVICE_FEATURE.
   *
   * @param number feature number
   * @param get VFIO_DEVICE_FEATURE_GET
   * @param set VFIO_DEVICE_FEATURE_SET
   * @param probe VFIO_DEVICE_FEATURE_PROBE
   * @param data what follows the struct
   */
  record Feature(int number, boolean get, boolean set, boolean probe, Hex data)
      implements Operation {}

  /**
   * Any ioctl.
   *
   * @param command its number
   * @param size of its argument, in bytes
   * @param argument how it begins; zeros follow
   */
  record Ioctl(int command, int size, Hex argument) implements Operation {}

  /**
   * IOEVENTFD.
   *
   * @param region region index
   * @param offset in the region
   * @param width in bytes
   * @param data the value that signals
   */
  record IoEventFd(int region, long offset, int width, long data) implements Operation {}

  /**
   * Makes a part of a region a target of DMA.
   *
   * @param region region index
   * @param offset in the region
   * @param length in bytes
   * @param iova where it is for the device
   */
  record DmaMap(int region, long offset, long length, long iova) implements Operation {}

  /**
   * Takes it back.
   *
   * @param iova where it is for the device
   * @param length in bytes
   */
  record DmaUnmap(long iova, long length) implements Operation {}
}
