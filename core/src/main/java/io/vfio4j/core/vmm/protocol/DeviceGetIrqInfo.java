package io.vfio4j.core.vmm.protocol;

import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;

/**
 * DEVICE_GET_IRQ_INFO, request and reply: {@code struct vfio_irq_info} of linux/vfio.h.
 *
 * <pre>
 *   0       4       8       12      16
 *   +-------+-------+-------+-------+
 *   | argsz | flags | index | count |
 *   +-------+-------+-------+-------+
 *
 *   flags   0 EVENTFD   1 MASKABLE   2 AUTOMASKED   3 NORESIZE
 * </pre>
 */
public final class DeviceGetIrqInfo extends View {
  /** Bytes of a reply. */
  public static final int SIZE = 16;

  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int COUNT = 12;

  /** A message laid over nothing yet. */
  public DeviceGetIrqInfo() {
    super(SIZE);
  }

  /**
   * Checks a request.
   *
   * @throws io.vfio4j.api.VfioException EINVAL if argsz is too small
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
  }

  /** IRQ index; unsigned. */
  public int index() {
    return i32(INDEX);
  }

  /** Writes a reply. */
  public void putReply(IrqInfo info) {
    int flags = 0;
    for (IrqFlag flag : info.flags()) {
      flags |= flag.bit();
    }
    u32(ARGSZ, SIZE);
    u32(FLAGS, flags);
    u32(INDEX, info.index());
    u32(COUNT, info.count());
  }
}
