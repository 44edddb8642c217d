package io.vfio4j.core.vmm.protocol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;

/**
 * DEVICE_SET_IRQS, request: {@code struct vfio_irq_set} of linux/vfio.h. The reply has no payload.
 *
 * <pre>
 *   0       4       8       12      16      20
 *   +-------+-------+-------+-------+-------+-------------------+
 *   | argsz | flags | index | start | count | with BOOL: a byte |
 *   |       |       |       |       |       | for each vector   |
 *   +-------+-------+-------+-------+-------+-------------------+
 *
 *   flags   data,   one of:  0 NONE   1 BOOL     2 EVENTFD: descriptors come along
 *           action, one of:  3 MASK   4 UNMASK   5 TRIGGER
 * </pre>
 */
public final class DeviceSetIrqs extends View {
  private static final int ARGSZ = 0;
  private static final int FLAGS = 4;
  private static final int INDEX = 8;
  private static final int START = 12;
  private static final int COUNT = 16;
  private static final int SIZE = 20;

  private static final int DATA = 7;
  private static final int ACTION = 0x38;

  /** What goes with each vector. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** A byte. */
    BOOL,
    /** An eventfd. */
    EVENTFD
  }

  /** A message laid over nothing yet. */
  public DeviceSetIrqs() {
    super(SIZE);
  }

  /**
   * Checks the fields that can be checked without knowing the device.
   *
   * @throws VfioException EINVAL if argsz is too small, flags are not one of each set, the bytes do
   *     not match the count, or a count of 0 is for anything but taking an index down
   */
  public void check() {
    checkArgsz(u32(ARGSZ));
    boolean flags =
        Integer.bitCount(i32(FLAGS) & DATA) == 1
            && Integer.bitCount(i32(FLAGS) & ACTION) == 1
            && (i32(FLAGS) & ~(DATA | ACTION)) == 0;
    if (!flags || (count() == 0 && !wholeIndexOff())) {
      throw refused();
    }
    if (kind() == Kind.BOOL && length() != SIZE + count()) {
      throw refused();
    }
  }

  private VfioException refused() {
    return VfioException.refused(
        Errno.EINVAL,
        "SET_IRQS with flags 0x%x, count %d and %d bytes".formatted(i32(FLAGS), count(), length()));
  }

  /** IRQ index; unsigned. */
  public int index() {
    return i32(INDEX);
  }

  /** First vector. */
  public long first() {
    return u32(START);
  }

  /** How many vectors. */
  public long count() {
    return u32(COUNT);
  }

  /** What goes with each vector. Only after {@link #check}. */
  public Kind kind() {
    return switch (i32(FLAGS) & DATA) {
      case 1 -> Kind.NONE;
      case 2 -> Kind.BOOL;
      default -> Kind.EVENTFD;
    };
  }

  /** What is to happen. Only after {@link #check}. */
  public IrqAction action() {
    return switch (i32(FLAGS) & ACTION) {
      case 0x08 -> IrqAction.MASK;
      case 0x10 -> IrqAction.UNMASK;
      default -> IrqAction.TRIGGER;
    };
  }

  /** NONE and TRIGGER for no vector from 0 on: all of the index is taken down. */
  public boolean wholeIndexOff() {
    return kind() == Kind.NONE && action() == IrqAction.TRIGGER && first() == 0 && count() == 0;
  }

  /** With BOOL: whether the byte of a vector, counted from {@link #first}, is set. */
  public boolean bool(int vector) {
    return bytes().get(JAVA_BYTE, start() + SIZE + vector) != 0;
  }
}
