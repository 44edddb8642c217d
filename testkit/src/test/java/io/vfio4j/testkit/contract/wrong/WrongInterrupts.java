package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import java.util.List;
import java.util.Set;

/** Devices whose interrupts are wrong. */
final class WrongInterrupts {
  private WrongInterrupts() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("I1", "knows no IRQ index 4", WrongInterrupts::withoutReq).also("T8"),
        WrongDevice.of("I2", "knows IRQ indices that it does not count", WrongInterrupts::knowsAll),
        WrongDevice.of("I3", "fires nothing", WrongInterrupts::firesNothing).also("I4", "S3"),
        WrongDevice.of("I4", "goes on to signal a replaced eventfd", SignalsReplaced::new)
            .also("I8"),
        WrongDevice.of("I5", "leaves eventfds open when an index goes off", OpenWhenOff::new),
        WrongDevice.of(
            "I6", "closes the eventfds of a set that failed", WrongInterrupts::closesFailed),
        WrongDevice.of("I7", "keeps eventfds for the next client", OpenWhenClosed::new),
        WrongDevice.of(
            "I8", "closes a replaced eventfd only when its index goes off", OpenWhenReplaced::new),
        WrongDevice.of(
                "I9", "drops eventfds for vectors that are not there", WrongInterrupts::drops)
            .also("I6"));
  }

  private static VfioDevice withoutReq(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public IrqInfo irqInfo(int irq) {
        if (irq == IrqIndex.REQ) {
          throw VfioException.refused(Errno.EINVAL, "nobody asks for it back");
        }
        return super.irqInfo(irq);
      }
    };
  }

  private static VfioDevice knowsAll(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public IrqInfo irqInfo(int irq) {
        return irq >= IrqIndex.COUNT ? new IrqInfo(irq, 0, Set.of()) : super.irqInfo(irq);
      }
    };
  }

  private static VfioDevice firesNothing(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void setIrqs(IrqSet set) {
        if (set.count() == 0 || set.data() instanceof IrqSet.Data.EventFds) {
          super.setIrqs(set);
        }
      }
    };
  }

  private static VfioDevice closesFailed(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void setIrqs(IrqSet set) {
        try {
          super.setIrqs(set);
        } catch (VfioException e) {
          if (set.data() instanceof IrqSet.Data.EventFds(var notifiers)) {
            notifiers.forEach(notifier -> notifier.orElseThrow().close());
          }
          throw e;
        }
      }
    };
  }

  private static final class OpenWhenOff extends LateCloser {
    OpenWhenOff(VfioDevice next) {
      super(next);
    }

    @Override
    public void setIrqs(IrqSet set) {
      late(set.count() == 0, () -> super.setIrqs(set));
    }

    @Override
    public void close() {
      super.close();
      closeLate();
    }
  }

  private static final class OpenWhenClosed extends LateCloser {
    OpenWhenClosed(VfioDevice next) {
      super(next);
    }

    @Override
    public void close() {
      late(true, super::close);
    }
  }

  private static class OpenWhenReplaced extends LateCloser {
    OpenWhenReplaced(VfioDevice next) {
      super(next);
    }

    @Override
    public void setIrqs(IrqSet set) {
      late(set.count() > 0, () -> super.setIrqs(set));
      if (set.count() == 0) {
        closeLate();
      }
    }
  }

  private static final class SignalsReplaced extends OpenWhenReplaced {
    SignalsReplaced(VfioDevice next) {
      super(next);
    }

    @Override
    public void setIrqs(IrqSet set) {
      super.setIrqs(set);
      if (set.data() instanceof IrqSet.Data.None) {
        kept().forEach(EventNotifier::signal);
      }
    }
  }

  private static VfioDevice drops(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void setIrqs(IrqSet set) {
        try {
          super.setIrqs(set);
        } catch (VfioException e) {
          if (set.action() != IrqAction.TRIGGER || set.count() == 0) {
            throw e;
          }
        }
      }
    };
  }
}
