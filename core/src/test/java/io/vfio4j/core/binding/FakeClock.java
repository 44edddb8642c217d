package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceClock;
import java.time.Duration;

/** Moves when told. */
final class FakeClock implements DeviceClock {
  private long now;

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    now += duration.toNanos();
  }
}
