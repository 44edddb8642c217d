package io.vfio4j.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * SET_IRQS with every action, every kind of data and vectors around the edges, for every index and
 * one that is not there: while nothing is on, and while each kind of interrupt is.
 */
final class IrqMatrix {
  private static final int INDICES = 6;
  private static final int INTX = 0;
  private static final int MSI = 1;
  private static final int MSIX = 2;
  private static final int FIRST_SIGNAL = 3;

  /** As many eventfds as readers keep for one index. */
  private static final int MOST_VALUES = 64;

  private static final List<String> DATA = List.of("none", "bool", "eventfd");

  private final int[] vectors;
  private final Sample sample;
  private final List<String> lines = new ArrayList<>();

  private IrqMatrix(int msi, int msix, Sample sample) {
    vectors = new int[] {1, msi, msix, 1, 1, 1};
    this.sample = sample;
  }

  /**
   * As operations.
   *
   * @param msi how many vectors of MSI there are
   * @param msix how many of MSI-X
   * @param sample which of them
   */
  static List<String> of(int msi, int msix, Sample sample) {
    IrqMatrix matrix = new IrqMatrix(msi, msix, sample);
    matrix.inState(List.of());
    matrix.inState(on(INTX, 1));
    if (msi > 0) {
      matrix.inState(on(MSI, msi));
    }
    if (msix > 0) {
      matrix.inState(on(MSIX, Math.min(msix, 2)));
    }
    matrix.off();
    return matrix.lines;
  }

  private static List<String> on(int index, int count) {
    return List.of(
        "set-irqs %d trigger eventfd 0 %d %s".formatted(index, count, "e".repeat(count)));
  }

  private void inState(List<String> state) {
    enter(state);
    for (int index = 0; index < INDICES; index++) {
      for (String data : DATA) {
        all(index, "mask", data);
        all(index, "unmask", data);
        triggers(index, data, state);
      }
    }
  }

  private void all(int index, String action, String data) {
    for (int[] span : spans(vectors[index])) {
      set(index, action, data, span[0], span[1], data.equals("bool") ? '1' : 'e');
    }
    if (data.equals("bool") && sample.takes()) {
      set(index, action, data, 0, 1, '0');
    }
  }

  /** What may change the state is followed by it again. */
  private void triggers(int index, String data, List<String> state) {
    for (int[] span : spans(vectors[index])) {
      set(index, "trigger", data, span[0], span[1], data.equals("bool") ? '1' : 'e');
      lines.add("signals %d 0 %d".formatted(index, Math.clamp(vectors[index], 1, 4)));
      if (data.equals("bool")) {
        set(index, "trigger", data, span[0], span[1], '0');
      }
      if (data.equals("eventfd")) {
        set(index, "trigger", "none", span[0], span[1], ' ');
        lines.add("signals %d 0 %d".formatted(index, Math.clamp(vectors[index], 1, 4)));
        set(index, "trigger", data, span[0], span[1], '-');
      }
      if (!data.equals("bool") && mayDo(index, span)) {
        enter(state);
      }
    }
  }

  private boolean mayDo(int index, int[] span) {
    return span[0] >= 0 && span[1] >= 0 && span[0] + span[1] <= vectors[index];
  }

  private List<int[]> spans(int vectors) {
    return Stream.of(
            new int[] {0, 0},
            new int[] {0, 1},
            new int[] {1, 1},
            new int[] {0, 2},
            new int[] {0, vectors + 1},
            new int[] {Math.max(vectors, 1) - 1, 1},
            new int[] {vectors, 1},
            new int[] {-1, 1},
            new int[] {1, -1})
        .filter(_ -> sample.takes())
        .toList();
  }

  private void set(int index, String action, String data, int start, int count, char value) {
    boolean values = !data.equals("none");
    if (values && (count < 0 || count > MOST_VALUES)) {
      return;
    }
    lines.add(
        "set-irqs %d %s %s %s %s%s"
            .formatted(
                index,
                action,
                data,
                Integer.toUnsignedString(start),
                Integer.toUnsignedString(count),
                values && count > 0 ? " " + String.valueOf(value).repeat(count) : ""));
  }

  private void enter(List<String> state) {
    off();
    lines.addAll(state);
  }

  private void off() {
    for (int index = 0; index < FIRST_SIGNAL; index++) {
      lines.add("set-irqs %d trigger none 0 0".formatted(index));
    }
  }
}
