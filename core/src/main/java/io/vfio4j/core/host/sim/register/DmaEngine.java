package io.vfio4j.core.host.sim.register;

import io.vfio4j.core.host.sim.irq.Interrupts;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of registers that copies between guest memory and a BAR.
 *
 * <pre>
 * 00 IOVA, low half   04 IOVA, high half   08 offset in the BAR   0c length in bytes
 * 10 command: bits 1:0  1 guest memory to BAR, 2 BAR to guest memory; bit 8 raise vector 0 at the end
 * 14 status: 0 idle, 1 busy, 2 done, 3 failed
 * </pre>
 */
final class DmaEngine implements RegisterBlock {
  private static final int IOVA_LOW = 0x00;
  private static final int IOVA_HIGH = 0x04;
  private static final int OFFSET = 0x08;
  private static final int LENGTH = 0x0c;
  private static final int COMMAND = 0x10;
  private static final int STATUS = 0x14;

  private static final int DIRECTION = 3;
  private static final int RAISE = 1 << 8;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int DONE = 2;
  private static final int FAILED = 3;

  private final DmaPort port;
  private final Interrupts interrupts;
  private final DeviceMemory bar;
  private final int[] registers = new int[STATUS / Integer.BYTES + 1];
  private @Nullable DmaTransfer current;

  DmaEngine(DmaPort port, Interrupts interrupts, DeviceMemory bar) {
    this.port = port;
    this.interrupts = interrupts;
    this.bar = bar;
  }

  @Override
  public synchronized int read(int at) {
    return registers[at / Integer.BYTES];
  }

  @Override
  public void write(int at, int value) {
    DmaTransfer transfer = accept(at, value);
    if (transfer != null && !start(transfer)) {
      finish(transfer, false);
    }
  }

  private synchronized @Nullable DmaTransfer accept(int at, int value) {
    if (at == STATUS || (at == COMMAND && current != null)) {
      return null;
    }
    registers[at / Integer.BYTES] = value;
    int direction = value & DIRECTION;
    if (at != COMMAND || direction == 0 || direction == DIRECTION) {
      return null;
    }
    registers[STATUS / Integer.BYTES] = BUSY;
    current = new DmaTransfer(this, port, bar, iova(), offset(), length(), direction == 1);
    return current;
  }

  private boolean start(DmaTransfer transfer) {
    return transfer.fits() && port.busMaster() && port.submit(transfer);
  }

  private long iova() {
    return ((long) read(IOVA_HIGH) << Integer.SIZE) | Integer.toUnsignedLong(read(IOVA_LOW));
  }

  private long offset() {
    return Integer.toUnsignedLong(read(OFFSET));
  }

  private long length() {
    return Integer.toUnsignedLong(read(LENGTH));
  }

  synchronized boolean isCurrent(DmaTransfer transfer) {
    return current == transfer;
  }

  void finish(DmaTransfer transfer, boolean done) {
    boolean raise;
    synchronized (this) {
      if (current != transfer) {
        return;
      }
      current = null;
      registers[STATUS / Integer.BYTES] = done ? DONE : FAILED;
      raise = (read(COMMAND) & RAISE) != 0;
    }
    if (raise) {
      interrupts.raise(0);
    }
  }

  @Override
  public synchronized void abort() {
    if (current != null) {
      current = null;
      registers[STATUS / Integer.BYTES] = FAILED;
    }
  }

  @Override
  public synchronized void reset() {
    current = null;
    Arrays.fill(registers, IDLE);
  }
}
