package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.InterruptListener;
import java.util.ArrayList;
import java.util.List;

/** Takes interrupts, or does not. */
final class RecordingListener implements InterruptListener {
  final List<Integer> delivered = new ArrayList<>();
  boolean taking = true;

  @Override
  public boolean interrupt(int vector) {
    if (taking) {
      delivered.add(vector);
    }
    return taking;
  }
}
