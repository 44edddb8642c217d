package io.vfio4j.api.irq;

import io.vfio4j.api.promise.Stable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The argument of SET_IRQS: {@code struct vfio_irq_set} of linux/vfio.h, with its flags and data
 * already told apart.
 *
 * @param index IRQ index, not yet checked against the device
 * @param start first vector, at least 0
 * @param count number of vectors, at least 0; 0 only with {@link Data.None}
 * @param action what happens to them
 * @param data what goes with each of them
 * @since 0.1
 */
@Stable(since = "0.1")
public record IrqSet(int index, int start, int count, IrqAction action, Data data) {

  /** Checks that the data has an entry for each vector. */
  public IrqSet {
    Objects.requireNonNull(action, "action");
    if (index < 0 || start < 0 || count < 0 || start + count < 0) {
      throw new IllegalArgumentException("irq %d, vectors %d + %d".formatted(index, start, count));
    }
    if (data.size() >= 0 && data.size() != count) {
      throw new IllegalArgumentException(count + " vectors, data for " + data.size());
    }
  }

  /** What goes with each vector: VFIO_IRQ_SET_DATA_… of linux/vfio.h. */
  public sealed interface Data {

    /** Number of entries, -1 if there are none to count. */
    int size();

    /**
     * VFIO_IRQ_SET_DATA_NONE: the action is for every vector of the range. With TRIGGER and a count
     * of 0: the whole index off.
     */
    record None() implements Data {
      @Override
      public int size() {
        return -1;
      }
    }

    /**
     * VFIO_IRQ_SET_DATA_BOOL: the action is for the vectors whose entry is true.
     *
     * @param values an entry for each vector
     */
    record Bools(List<Boolean> values) implements Data {
      /** Keeps a copy. */
      public Bools {
        values = List.copyOf(values);
      }

      @Override
      public int size() {
        return values.size();
      }
    }

    /**
     * VFIO_IRQ_SET_DATA_EVENTFD: the eventfd for each vector.
     *
     * @param notifiers an entry for each vector; empty (the ABI's -1) takes the vector's eventfd
     *     away
     */
    record EventFds(List<Optional<EventNotifier>> notifiers) implements Data {
      /** Keeps a copy. */
      public EventFds {
        notifiers = List.copyOf(notifiers);
      }

      @Override
      public int size() {
        return notifiers.size();
      }
    }
  }
}
