package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.time.Duration;

/** The machine's time. */
public final class SystemClock implements DeviceClock {

  /** The clock of the machine that this runs on. */
  public SystemClock() {}

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VfioException(Errno.EINTR, "interrupted while waiting " + duration, e);
    }
  }
}
