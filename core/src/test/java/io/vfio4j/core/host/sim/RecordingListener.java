package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import java.util.ArrayList;
import java.util.List;

/** Takes interrupts, or does not. */
final class RecordingListener implements InterruptListener {
  final List<Integer> delivered = new ArrayList<>();
  final List<InterruptKind> kinds = new ArrayList<>();
  boolean taking = true;

  @Override
  public boolean interrupt(InterruptKind kind, int vector) {
    if (taking) {
      delivered.add(vector);
      kinds.add(kind);
    }
    return taking;
  }
}
