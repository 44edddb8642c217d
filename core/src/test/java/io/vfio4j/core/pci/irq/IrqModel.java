package io.vfio4j.core.pci.irq;

import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SET_IRQS from its rules alone, see docs of linux/vfio.h: what each set answers, and which eventfd
 * is signalled how often. It knows a function of {@link Irqs}, whose pin stays down.
 */
final class IrqModel {
  private static final int NOTHING = -1;
  private static final int[] VECTORS = {1, Irqs.MSI_VECTORS, Irqs.MSIX_VECTORS, 1, 1};

  private final Map<Integer, Map<Integer, FakeNotifier>> bound = new HashMap<>();
  private final Map<FakeNotifier, Integer> signals = new HashMap<>();
  private Optional<FakeNotifier> unmasking = Optional.empty();
  private int on = NOTHING;
  private int allocated;
  private boolean pinDisabled;

  /**
   * A set.
   *
   * @param data {@code NONE}, {@code BOOL} or {@code EVENTFD}
   * @param values for BOOL whether, for EVENTFD which; as many as the count, unless it is NONE
   */
  String set(int index, IrqAction action, String data, int start, int count, List<?> values) {
    if (index >= VECTORS.length || start >= VECTORS[index] || start + count > VECTORS[index]) {
      return "EINVAL";
    }
    return switch (index) {
      case IrqIndex.INTX -> pin(action, data, count, values);
      case IrqIndex.MSI, IrqIndex.MSIX -> messages(index, action, data, start, count, values);
      default -> signal(index, action, data, count, values);
    };
  }

  private String pin(IrqAction action, String data, int count, List<?> values) {
    boolean active = on == IrqIndex.INTX;
    if (action == IrqAction.TRIGGER) {
      return pinTrigger(data, count, values, active);
    }
    if (!active || count != 1) {
      return "EINVAL";
    }
    if (!data.equals("EVENTFD")) {
      return "ok";
    }
    if (action == IrqAction.MASK) {
      return "ENOTTY";
    }
    Optional<?> given = (Optional<?>) values.getFirst();
    if (given.isPresent() && unmasking.isPresent()) {
      return "EBUSY";
    }
    unmasking = given.map(FakeNotifier.class::cast);
    return "ok";
  }

  private String pinTrigger(String data, int count, List<?> values, boolean active) {
    if (data.equals("NONE") && count == 0) {
      return active ? off() : "EINVAL";
    }
    if (count != 1 || (on != NOTHING && !active)) {
      return "EINVAL";
    }
    if (data.equals("EVENTFD")) {
      on = IrqIndex.INTX;
      bind(IrqIndex.INTX, 0, values);
      return "ok";
    }
    if (!active) {
      return "EINVAL";
    }
    if (!pinDisabled && wanted(data, values, 0)) {
      fire(IrqIndex.INTX, 0);
    }
    return "ok";
  }

  private String messages(
      int index, IrqAction action, String data, int start, int count, List<?> values) {
    if (action != IrqAction.TRIGGER) {
      return "ENOTTY";
    }
    boolean active = on == index;
    if (data.equals("NONE") && count == 0) {
      return active ? off() : "EINVAL";
    }
    if (on != NOTHING && !active) {
      return "EINVAL";
    }
    if (data.equals("EVENTFD")) {
      return bindMessages(index, start, count, values, active);
    }
    for (int i = 0; active && i < count; i++) {
      if (wanted(data, values, i)) {
        fire(index, start + i);
      }
    }
    return active ? "ok" : "EINVAL";
  }

  private String bindMessages(int index, int start, int count, List<?> values, boolean active) {
    if (!active && start + count == 0) {
      return "ERANGE";
    }
    for (int i = 0; active && index == IrqIndex.MSI && i < count; i++) {
      if (((Optional<?>) values.get(i)).isPresent() && start + i >= allocated) {
        bind(index, start, Collections.nCopies(i, Optional.empty()));
        return "EINVAL";
      }
    }
    allocated = active ? allocated : start + count;
    on = index;
    bind(index, start, values);
    return "ok";
  }

  private String signal(int index, IrqAction action, String data, int count, List<?> values) {
    if (action != IrqAction.TRIGGER) {
      return "ENOTTY";
    }
    boolean registered = of(index).containsKey(0);
    if (data.equals("NONE")) {
      if (registered && count == 0) {
        of(index).clear();
      } else if (registered) {
        fire(index, 0);
      }
      return registered ? "ok" : "EINVAL";
    }
    if (count == 0) {
      return "EINVAL";
    }
    if (data.equals("EVENTFD")) {
      bind(index, 0, values);
    } else if (wanted(data, values, 0)) {
      fire(index, 0);
    }
    return "ok";
  }

  private Map<Integer, FakeNotifier> of(int index) {
    return bound.computeIfAbsent(index, _ -> new HashMap<>());
  }

  private void bind(int index, int start, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      Optional<?> given = (Optional<?>) values.get(i);
      of(index).remove(start + i);
      if (given.isPresent()) {
        of(index).put(start + i, (FakeNotifier) given.get());
      }
    }
  }

  private static boolean wanted(String data, List<?> values, int at) {
    return data.equals("NONE") || Boolean.TRUE.equals(values.get(at));
  }

  private void fire(int index, int vector) {
    FakeNotifier notifier = of(index).get(vector);
    if (notifier != null) {
      signals.merge(notifier, 1, Integer::sum);
    }
  }

  private String off() {
    of(on).clear();
    if (on == IrqIndex.INTX) {
      unmasking = Optional.empty();
    }
    on = NOTHING;
    return "ok";
  }

  /** The INTx-disable bit that the client sees. */
  void pinDisabled(boolean disabled) {
    pinDisabled = disabled;
  }

  /** The function raises a vector, of the pin if that is off: whether somebody hears. */
  boolean raise(int index, int vector) {
    boolean heard = on == index && of(on).containsKey(vector);
    if (heard) {
      fire(on, vector);
    }
    return heard;
  }

  /** Whether it is in a driver's hands; all others that a driver was given are closed. */
  boolean holds(FakeNotifier notifier) {
    return bound.values().stream().anyMatch(each -> each.containsValue(notifier))
        || unmasking.filter(each -> each == notifier).isPresent();
  }

  int signals(FakeNotifier notifier) {
    return signals.getOrDefault(notifier, 0);
  }

  boolean pinIsOn() {
    return on == IrqIndex.INTX;
  }
}
