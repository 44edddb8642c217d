package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;
import java.util.Arrays;

/**
 * Copies between the guest's memory and a buffer of the card, on the device's worker: guest memory
 * may have to be asked for, and the session's thread cannot wait for that.
 *
 * <pre>
 *   command   bit 0  start; reads as 1 until the transfer is over
 *             bit 1  direction: 0 from guest memory to the card, 1 back
 *             bit 2  interrupt with reason 0x100 when it is over
 * </pre>
 */
final class DmaEngine {
  static final int SOURCE = 0x00;
  static final int DESTINATION = 0x08;
  static final int COUNT = 0x10;
  static final int COMMAND = 0x18;

  static final int START = 1;
  static final int TO_GUEST = 2;
  static final int INTERRUPT_WHEN_DONE = 4;
  static final int REASON = 0x100;

  private static final long ALL_ONES = -1;

  private final DeviceContext context;
  private final InterruptStatus interrupts;
  private final Buffer buffer;
  private final long[] registers = new long[COMMAND / Long.BYTES + 1];
  private int resets;

  DmaEngine(DeviceContext context, long mask, InterruptStatus interrupts) {
    this.context = context;
    this.interrupts = interrupts;
    this.buffer = new Buffer(context, mask);
  }

  private static boolean isRegister(long offset) {
    return offset <= COMMAND && offset % Long.BYTES == 0;
  }

  synchronized long read(long offset) {
    return isRegister(offset) ? registers[(int) offset / Long.BYTES] : ALL_ONES;
  }

  /** While it runs nothing can be written; a command that does not start it is none. */
  void write(long offset, long value) {
    Runnable transfer;
    synchronized (this) {
      boolean running = (registers[COMMAND / Long.BYTES] & START) != 0;
      boolean idle = offset == COMMAND && (value & START) == 0;
      if (!isRegister(offset) || running || idle) {
        return;
      }
      registers[(int) offset / Long.BYTES] = value;
      if (offset != COMMAND) {
        return;
      }
      transfer = transfer(value, resets);
    }
    context.execute(transfer);
  }

  private Runnable transfer(long command, int started) {
    long source = registers[SOURCE / Long.BYTES];
    long destination = registers[DESTINATION / Long.BYTES];
    long count = registers[COUNT / Long.BYTES];
    return () -> {
      if ((command & TO_GUEST) != 0) {
        buffer.toGuest(source, destination, count);
      } else {
        buffer.fromGuest(source, destination, count);
      }
      finish(command, started);
    };
  }

  /** What was started before a reset interrupts nobody any more. */
  private void finish(long command, int started) {
    synchronized (this) {
      if (started != resets) {
        return;
      }
      registers[COMMAND / Long.BYTES] = command & ~START;
    }
    if ((command & INTERRUPT_WHEN_DONE) != 0) {
      interrupts.raise(REASON);
    }
  }

  synchronized void reset() {
    resets++;
    Arrays.fill(registers, 0);
  }
}
