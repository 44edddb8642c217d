package io.vfio4j.core.pci.irq;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;

/** The kind that is on. Written by the session's thread, read by any. */
final class ActiveKind {
  private volatile IrqKind kind = IrqKind.NONE;

  IrqKind get() {
    return kind;
  }

  void set(IrqKind kind) {
    this.kind = kind;
  }

  boolean is(IrqKind wanted) {
    return kind == wanted;
  }

  void require(IrqKind wanted) {
    if (kind != wanted) {
      throw VfioException.refused(Errno.EINVAL, wanted + " is not on, but " + kind);
    }
  }

  void requireNoneBut(IrqKind wanted) {
    if (kind != IrqKind.NONE) {
      require(wanted);
    }
  }
}
