package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A device that now and then keeps an eventfd open which it should close. */
abstract class LateCloser extends Wrong {
  private final List<EventNotifier> kept = new ArrayList<>();
  private boolean keeping;

  LateCloser(VfioDevice next) {
    super(next);
  }

  private final class Late implements EventNotifier {
    private final EventNotifier next;

    Late(EventNotifier next) {
      this.next = next;
    }

    @Override
    public void signal() {
      next.signal();
    }

    @Override
    public void watch(Runnable task) {
      next.watch(task);
    }

    @Override
    public void close() {
      if (keeping) {
        kept.add(next);
      } else {
        next.close();
      }
    }
  }

  final void late(boolean keep, Runnable operation) {
    keeping = keep;
    try {
      operation.run();
    } finally {
      keeping = false;
    }
  }

  final List<EventNotifier> kept() {
    return kept;
  }

  final void closeLate() {
    kept.forEach(EventNotifier::close);
    kept.clear();
  }

  @Override
  public void setIrqs(IrqSet set) {
    if (set.data() instanceof IrqSet.Data.EventFds(List<Optional<EventNotifier>> notifiers)) {
      List<Optional<EventNotifier>> wrapped = new ArrayList<>();
      notifiers.forEach(notifier -> wrapped.add(notifier.map(Late::new)));
      IrqSet.Data data = new IrqSet.Data.EventFds(wrapped);
      super.setIrqs(new IrqSet(set.index(), set.start(), set.count(), set.action(), data));
    } else {
      super.setIrqs(set);
    }
  }
}
