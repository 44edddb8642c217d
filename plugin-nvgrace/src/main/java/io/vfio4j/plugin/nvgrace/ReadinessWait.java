package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceClock;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.time.Duration;

/** A wait for memory to get ready, from its beginning until it is, or until time is up. */
final class ReadinessWait {
  /** How long hardware may leave open how long it will take. */
  private static final Duration UNANNOUNCED = Duration.ofSeconds(1);

  private final MemoryStatus status;
  private final DeviceClock clock;
  private final long begun;
  private long deadline;
  private boolean announced;

  ReadinessWait(MemoryStatus status, DeviceClock clock) {
    this.status = status;
    this.clock = clock;
    this.begun = clock.nanoTime();
    this.deadline = begun + UNANNOUNCED.toNanos();
  }

  /**
   * Looks once. After the time is up one more look is all that the hardware gets.
   *
   * @return whether memory is ready
   * @throws VfioException ETIME if it is not and the time is up
   */
  boolean look() {
    MemoryStatus.Look look = status.look();
    if (look.ready()) {
      return true;
    }
    long now = clock.nanoTime();
    if (!announced && look.allowed().isPresent()) {
      announced = true;
      deadline = now + look.allowed().get().toNanos();
    }
    if (now - deadline > 0) {
      throw timeUp(look, now);
    }
    return false;
  }

  private VfioException timeUp(MemoryStatus.Look look, long now) {
    return VfioException.refused(
        Errno.ETIME,
        "GPU memory is not ready after %d s: %s; reset or power-cycle the GPU, or update its firmware"
            .formatted(Duration.ofNanos(now - begun).toSeconds(), look.seen()));
  }

  /** Looks every so often until memory is ready. Not for a session thread. */
  void toTheEnd(Duration between) {
    while (!look()) {
      clock.sleep(between);
    }
  }

  /**
   * Looks every so often, but not for longer than a client can be left without its reply.
   *
   * @throws VfioException EAGAIN if memory is not ready by then
   */
  void forAtMost(Duration most, Duration between) {
    long end = clock.nanoTime() + most.toNanos();
    while (!look()) {
      if (clock.nanoTime() - end >= 0) {
        throw VfioException.refused(Errno.EAGAIN, "GPU memory is not ready yet");
      }
      clock.sleep(between);
    }
  }
}
