package io.vfio4j.api;

import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.promise.Experimental;
import io.vfio4j.api.promise.Stable;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A bound function: the device operations of VFIO, the kernel's {@code struct vfio_device_ops}.
 *
 * <p><b>Lifecycle.</b> The host opens the device for one client at a time and closes it after that
 * client: {@code open}, any number of operations, {@code close}, and again. Between {@code close}
 * and {@code open} nothing is called but {@link #info()} and {@link #registers()}.
 *
 * <p><b>Threads.</b> All calls for one client come from its session thread, one after another, and
 * each sees what those before it did. A client that says nothing for some seconds costs no thread:
 * when it goes on, another one is its session thread. So state of a client belongs in fields, which
 * need no guard against each other's calls, and neither in thread-locals nor in a confined {@link
 * java.lang.foreign.Arena}. An operation must not wait for the client (it serves nothing else
 * meanwhile) and must return within a second: QEMU gives a device up after five. If it has not
 * returned when the operation timeout is over (10 s, {@code --operation-timeout}), the client is
 * disconnected and the function is out of service until the agent is started again. An interrupt
 * that an operation leaves behind is cleared.
 *
 * <p><b>Errors.</b> A {@link VfioException}'s errno is sent to the client. Anything else that is
 * thrown, {@code StackOverflowError} and its like included, is logged with the plugin's name and
 * sent as {@link Errno#EIO}; the session goes on. So is an answer that cannot be one: null, another
 * index than was asked for, more bytes than there were, a mapping of another length.
 *
 * <p>Offsets and lengths are in bytes. They are unsigned quantities of the wire, already checked by
 * the host to be at least 0 and not to wrap when added; whether they lie inside the region is for
 * the device to say.
 *
 * <p>A device of a variant usually extends {@link ForwardingVfioDevice} and overrides what differs.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface VfioDevice {

  /**
   * A client has come: {@code open_device}. State that lasts for one client is set up here.
   *
   * @throws VfioException if it cannot be served; the client's connection is closed, {@link
   *     #close()} is not called
   */
  void open();

  /**
   * The client has gone: {@code close_device}. Interrupts are off and nothing is kept of the client
   * after this; device memory keeps its contents. Called exactly once for each {@link #open()} that
   * returned, unless the function is taken out of service since a call or a task does not end.
   */
  void close();

  /**
   * What VFIO_DEVICE_GET_INFO answers: how many regions and IRQ indices, and whether {@link
   * #reset()} works.
   */
  DeviceInfo info();

  /**
   * What VFIO_DEVICE_GET_REGION_INFO answers (vfio-user: DEVICE_GET_REGION_INFO).
   *
   * <p>A region that is counted but not implemented, such as the upper half of a 64-bit BAR, has
   * size 0 and no flags.
   *
   * @param region region index, see {@link io.vfio4j.api.region.RegionIndex}
   * @throws VfioException EINVAL if there is no such index
   */
  RegionInfo regionInfo(int region);

  /**
   * What VFIO_DEVICE_GET_IRQ_INFO answers (vfio-user: DEVICE_GET_IRQ_INFO).
   *
   * @param irq IRQ index, see {@link io.vfio4j.api.irq.IrqIndex}
   * @throws VfioException EINVAL if there is no such index
   */
  IrqInfo irqInfo(int irq);

  /**
   * The names of this device's registers, for those who look on: a dictionary, and no list of all
   * that there is. Where two lie over each other, the earlier one is meant.
   *
   * <p>As {@link #info()} it may be asked for while the device is closed, and its answer does not
   * depend on the client. Called from time to time by another variant that {@linkplain
   * DeviceContext#variant wraps} this one, and by tools; never for the sake of a client, so that
   * neither VFIO nor vfio-user has a word for it.
   *
   * @return names; none if the device has nothing to say
   */
  @Experimental(since = "0.1")
  default List<Register> registers() {
    return List.of();
  }

  /**
   * Reads from a region: {@code read} on the device's file (vfio-user: REGION_READ).
   *
   * @param region region index
   * @param offset where in the region, in bytes
   * @param target where the bytes go; its size is the count asked for. Valid during the call only
   * @return how many bytes were read: fewer than asked is a short transfer
   * @throws VfioException EINVAL outside the region, EFAULT outside config space, EIO if memory
   *     space is off; bytes moved before the failure stay moved
   */
  long read(int region, long offset, MemorySegment target);

  /**
   * Writes to a region: {@code write} on the device's file (vfio-user: REGION_WRITE and
   * REGION_WRITE_MULTI).
   *
   * @param region region index
   * @param offset where in the region, in bytes
   * @param source the bytes; its size is the count asked for. Read-only, valid during the call only
   * @return how many bytes were taken: fewer than asked is a short transfer
   * @throws VfioException as {@link #read}
   */
  long write(int region, long offset, MemorySegment source);

  /**
   * Hands out a part of a region as memory: {@code mmap} on the device's file.
   *
   * <p>vfio-user has no message for it. The session asks for each mappable area when the client
   * asks for the region's info, and the file's descriptor travels with that reply.
   *
   * <p>What a client in this process maps of it is taken back with memory space and at resets, see
   * {@link io.vfio4j.api.region.MappedRegion}; {@link Mapping#withFault} is the device's say in
   * when it can be used again.
   *
   * @param request which part, and how it is to be mapped
   * @return the file and the range in it that is the asked part of the region
   * @throws VfioException EINVAL if that part cannot be mapped, EOVERFLOW if its end does not fit
   *     in 64 bits
   */
  Mapping mmap(MmapRequest request);

  /**
   * Says where a part of a region lies in a file, if it is plain memory at this moment: if copying
   * between the file and a buffer is all that {@link #read} and {@link #write} of just this part
   * would do.
   *
   * <p>The host asks before a long access, on the thread that would read or write. Where there is
   * an answer the kernel moves the bytes between the file and the client's socket, without a copy,
   * and {@code read} or {@code write} is not called. It does not go by {@link #mmap}, since a
   * device can answer those differently: while memory space is off, behind the memory's end, for
   * counters.
   *
   * <p>The answer holds for this one access. Memory that is taken back from who has mapped it
   * ({@link io.vfio4j.api.region.MappedRegion}) is not used so either, and a {@linkplain
   * Mapping#withFault mapping's check} runs before: where one of them says no, the access is read
   * or written.
   *
   * <p>This device has no such part. A device that forwards must not forward this unless it
   * forwards {@code read} and {@code write} of the region unchanged as well.
   *
   * @param region region index
   * @param offset where in the region, in bytes
   * @param count of bytes
   * @return exactly {@code count} bytes of a file, or empty: then they are read and written
   * @throws VfioException as empty; what is wrong is for read and write to say
   */
  @Experimental(since = "0.1")
  default Optional<Mapping> memoryBehind(int region, long offset, long count) {
    return Optional.empty();
  }

  /**
   * Sets, masks, unmasks or fires interrupts: VFIO_DEVICE_SET_IRQS (vfio-user: DEVICE_SET_IRQS).
   *
   * <p>If it returns normally the device owns the eventfds in the set: it closes them when they are
   * replaced or taken away, and at {@link #close()}. If it throws they stay the caller's.
   *
   * @param set which vectors, and what is to happen to them
   * @throws VfioException EINVAL for what the device has not or cannot do in its present state,
   *     ENOTTY for an action that the index does not know
   */
  void setIrqs(IrqSet set);

  /**
   * Resets the function: VFIO_DEVICE_RESET (vfio-user: DEVICE_RESET). DMA maps and eventfds stay,
   * they are the client's.
   *
   * @throws VfioException EINVAL if the function has no reset (then {@link DeviceInfo#resettable()}
   *     is false)
   */
  void reset();

  /**
   * Gets, sets or probes a device feature: VFIO_DEVICE_FEATURE (vfio-user: DEVICE_FEATURE).
   *
   * @param request which feature, what to do, and its data
   * @return the data that a GET answers with, empty for SET and PROBE
   * @throws VfioException ENOTTY for a feature that the device has not; EINVAL for an operation it
   *     has not or data too short
   */
  FeatureResult feature(FeatureRequest request);

  /**
   * Any other ioctl on the device's file, by its VFIO number. vfio-user has no message for these.
   *
   * @param request command and argument
   * @return what the ioctl returns, usually 0
   * @throws VfioException ENOTTY if the device does not know it
   */
  default long ioctl(IoctlRequest request) {
    throw VfioException.refused(Errno.ENOTTY, "unknown ioctl " + request.name());
  }
}
