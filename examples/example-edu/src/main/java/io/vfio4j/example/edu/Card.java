package io.vfio4j.example.edu;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import java.util.List;

/**
 * The registers, as QEMU's docs/specs/edu.rst has them.
 *
 * <pre>
 *   00  identification, 0xRRrr00ed: version RR.rr      60  interrupt raise, write-only
 *   04  live check: reads as the inverse of what       64  interrupt acknowledge, write-only
 *       was written                                    80  DMA source        (8 bytes)
 *   08  factorial: of what was written                 88  DMA destination   (8 bytes)
 *   20  status of the factorial                        90  DMA count         (8 bytes)
 *   24  interrupt status, read-only                    98  DMA command       (8 bytes)
 * </pre>
 *
 * <p>Below 0x80 only accesses of 4 bytes count, from there on also those of 8. Any other reads as
 * all ones.
 */
final class Card {
  static final int IDENTIFICATION = 0x00;
  static final int LIVE_CHECK = 0x04;
  static final int FACTORIAL = 0x08;
  static final int STATUS = 0x20;
  static final int INTERRUPT_STATUS = 0x24;
  static final int INTERRUPT_RAISE = 0x60;
  static final int INTERRUPT_ACKNOWLEDGE = 0x64;
  static final int DMA = 0x80;

  static final int VERSION_1_0 = 0x0100_00ed;

  /** Their names, for those who look on. */
  static final List<Register> REGISTERS =
      List.of(
          register(IDENTIFICATION, 4, "IDENTIFICATION"),
          register(LIVE_CHECK, 4, "LIVE_CHECK"),
          register(FACTORIAL, 4, "FACTORIAL"),
          register(STATUS, 4, "STATUS"),
          register(INTERRUPT_STATUS, 4, "INTERRUPT_STATUS"),
          register(INTERRUPT_RAISE, 4, "INTERRUPT_RAISE"),
          register(INTERRUPT_ACKNOWLEDGE, 4, "INTERRUPT_ACKNOWLEDGE"),
          register(DMA + DmaEngine.SOURCE, 8, "DMA_SOURCE"),
          register(DMA + DmaEngine.DESTINATION, 8, "DMA_DESTINATION"),
          register(DMA + DmaEngine.COUNT, 8, "DMA_COUNT"),
          register(DMA + DmaEngine.COMMAND, 8, "DMA_COMMAND"));

  private static final long ALL_ONES = -1;

  private final InterruptStatus interrupts;
  private final Factorial factorial;
  private final DmaEngine dma;
  private int liveCheck;

  Card(DeviceContext context, long dmaMask) {
    this.interrupts = new InterruptStatus(context);
    this.factorial = new Factorial(context, interrupts);
    this.dma = new DmaEngine(context, dmaMask, interrupts);
  }

  private static Register register(int offset, int width, String name) {
    return new Register(RegionIndex.BAR0, offset, width, name);
  }

  /**
   * Reads a register.
   *
   * @param width 4 or 8 bytes
   */
  long read(long offset, int width) {
    if (offset >= DMA) {
      return dma.read(offset - DMA);
    }
    if (width != Integer.BYTES) {
      return ALL_ONES;
    }
    return switch ((int) offset) {
      case IDENTIFICATION -> VERSION_1_0;
      case LIVE_CHECK -> liveCheck;
      case FACTORIAL -> factorial.value();
      case STATUS -> factorial.status();
      case INTERRUPT_STATUS -> interrupts.pending();
      default -> ALL_ONES;
    };
  }

  /**
   * Writes a register. One that is not there, or is read-only, does nothing.
   *
   * @param width 4 or 8 bytes
   */
  void write(long offset, int width, long value) {
    if (offset >= DMA) {
      dma.write(offset - DMA, value);
    } else if (width == Integer.BYTES) {
      write((int) offset, (int) value);
    }
  }

  private void write(int offset, int value) {
    switch (offset) {
      case LIVE_CHECK -> liveCheck = ~value;
      case FACTORIAL -> factorial.start(value);
      case STATUS -> factorial.setStatus(value);
      case INTERRUPT_RAISE -> interrupts.raise(value);
      case INTERRUPT_ACKNOWLEDGE -> interrupts.acknowledge(value);
      default -> {
        // As hardware: nothing is there.
      }
    }
  }

  /** All registers are 0. The DMA engine's buffer keeps its bytes. */
  void reset() {
    liveCheck = 0;
    factorial.reset();
    dma.reset();
    interrupts.reset();
  }
}
