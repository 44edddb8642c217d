package io.vfio4j.core.host.sim.profile;

/** A register, or a block of them, that does something. */
public sealed interface RegisterProfile {

  /** In its BAR, in bytes. */
  long offset();

  /** In bytes. */
  default int length() {
    return Integer.BYTES;
  }

  /** Its range of offsets. */
  default MemoryRange range() {
    return new MemoryRange(offset(), length());
  }

  /** A write raises the vector written. */
  record RaiseInterrupt(long offset) implements RegisterProfile {}

  /** A write deasserts the interrupt pin. */
  record AcknowledgeInterrupt(long offset) implements RegisterProfile {}

  /** A constant. */
  record ReadOnly(long offset, int value) implements RegisterProfile {}

  /** Becomes a constant once it was read so many times after a reset. */
  record Becomes(long offset, int before, int value, int reads) implements RegisterProfile {}

  /** Copies between guest memory and a BAR. */
  record DmaEngine(long offset, int bar) implements RegisterProfile {
    @Override
    public int length() {
      return 0x18;
    }
  }

  /** The table of MSI-X; only its place, it is plain memory. */
  record MsixTable(long offset, int vectors) implements RegisterProfile {
    @Override
    public int length() {
      return vectors * 16;
    }
  }

  /** The pending bits of MSI-X. */
  record MsixPendingBits(long offset, int vectors) implements RegisterProfile {
    @Override
    public int length() {
      return (vectors + 63) / 64 * 8;
    }
  }
}
