package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VfioException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;

/**
 * The card's 4 KiB, which only its DMA engine sees, at 0x40000 in the engine's own addresses. Used
 * by the device's worker alone.
 *
 * <p>The card has no register that could say that a transfer failed: then nothing is copied, which
 * is what QEMU's card does with guest memory that it cannot reach. One line at level DEBUG says it
 * to the guest driver's author.
 */
final class Buffer {
  static final long START = 0x40000;
  static final int SIZE = 4096;

  private static final System.Logger LOG = System.getLogger(Buffer.class.getName());
  private static final int COMMAND = 0x04;
  private static final int BUS_MASTER = 1 << 2;

  private final DeviceContext context;
  private final long mask;
  private final byte[] bytes = new byte[SIZE];

  /**
   * A buffer of zeros.
   *
   * @param mask which bits of a guest address count
   */
  Buffer(DeviceContext context, long mask) {
    this.context = context;
    this.mask = mask;
  }

  void fromGuest(long guest, long card, long count) {
    copy(card, count, part -> context.guestMemory().read(guest & mask, part));
  }

  void toGuest(long card, long guest, long count) {
    copy(card, count, part -> context.guestMemory().write(guest & mask, part));
  }

  private interface Copy {
    void of(MemorySegment part);
  }

  private void copy(long card, long count, Copy copy) {
    long at = card - START;
    if (at < 0 || count < 0 || count > SIZE || at > SIZE - count) {
      log("0x%x + 0x%x is not in the card's buffer".formatted(card, count));
    } else if ((context.configRead(COMMAND, Short.BYTES) & BUS_MASTER) == 0) {
      log("the guest has not made it bus master");
    } else {
      try {
        copy.of(MemorySegment.ofArray(bytes).asSlice(at, count));
      } catch (VfioException e) {
        log(e.getMessage());
      }
    }
  }

  private void log(String why) {
    LOG.log(Level.DEBUG, "{0}: DMA copied nothing: {1}", context.address(), why);
  }
}
