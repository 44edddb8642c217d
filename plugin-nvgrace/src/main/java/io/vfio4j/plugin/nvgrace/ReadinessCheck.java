package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Register;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The check before the first access to memory after a reset: the hardware trains its memory anew.
 *
 * <p>The kernel's driver blocks its caller until memory is ready. Here the caller is a session
 * thread, so an access is held up for less than a second and then told to try again; the wait goes
 * on over all the accesses that follow.
 */
final class ReadinessCheck {
  private static final Duration MOST = Duration.ofMillis(900);
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final System.Logger LOG = System.getLogger(ReadinessCheck.class.getName());

  private final DeviceContext context;
  private final MemoryStatus status;
  private final MemoryDecoding decoding;
  private @Nullable ReadinessWait wait;
  private long readyAfter;
  private long waitsAfter;
  private boolean logged;

  /** For a function whose memory is ready now. */
  ReadinessCheck(DeviceContext context, MemoryStatus status) {
    this.context = context;
    this.status = status;
    this.decoding = new MemoryDecoding(context);
    this.readyAfter = context.resets();
  }

  /** What it looks at, by name. */
  List<Register> registers() {
    return status.registers();
  }

  /**
   * Makes sure that memory can be accessed.
   *
   * @throws VfioException if there was a reset since it could, and: EIO if memory space is off;
   *     EAGAIN if memory is not ready yet, ETIME if it has not become so in time; ENODEV if the
   *     hardware is gone
   */
  void beforeAccess() {
    long resets = context.resets();
    if (resets != readyAfter) {
      check(resets);
      readyAfter = resets;
      wait = null;
    }
  }

  /** Whether {@link #beforeAccess} has nothing to check. */
  boolean known() {
    return context.resets() == readyAfter;
  }

  /** A status outside memory space is waited for even while that is off, as in the kernel. */
  private void check(long resets) {
    if (status.inMemorySpace()) {
      decoding.require();
    }
    try {
      waitAfter(resets).forAtMost(MOST, BETWEEN);
    } catch (VfioException e) {
      log(e);
      throw e;
    }
    decoding.require();
  }

  private ReadinessWait waitAfter(long resets) {
    ReadinessWait now = wait;
    if (now == null || resets != waitsAfter) {
      now = new ReadinessWait(status, context.clock());
      wait = now;
      waitsAfter = resets;
      logged = false;
    }
    return now;
  }

  private void log(VfioException failure) {
    if (failure.errno() != Errno.EAGAIN && !logged) {
      logged = true;
      LOG.log(
          Level.WARNING,
          "{0}: after a reset, {1}; until then the client gets {2}",
          context.address(),
          failure.getMessage(),
          failure.errno());
    }
  }
}
