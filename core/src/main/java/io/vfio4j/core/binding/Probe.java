package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Calls a driver's probe and tells its four ends apart: taken, declined, failed, and broken. */
final class Probe {
  private final CatalogDriver driver;
  private final HostDeviceContext context;
  private final WrappedVariants wrapped;
  private final PluginFailures failures;

  Probe(
      CatalogDriver driver,
      HostDeviceContext context,
      WrappedVariants wrapped,
      PluginFailures failures) {
    this.driver = driver;
    this.context = context;
    this.wrapped = wrapped;
    this.failures = failures;
  }

  /**
   * How a probe ended.
   *
   * @param outcome taken, declined or failed
   * @param device if taken
   * @param errno if failed
   * @param reason what the driver said, empty if it took the function
   */
  record Result(
      Outcome outcome, Optional<VfioDevice> device, Optional<Errno> errno, String reason) {

    private static Result taken(VfioDevice device) {
      return new Result(Outcome.TAKEN, Optional.of(device), Optional.empty(), "");
    }

    private static Result declined(String reason) {
      return new Result(
          Outcome.DECLINED, Optional.empty(), Optional.empty(), Failure.oneLine(reason));
    }

    private static Result failed(VfioException failure) {
      return new Result(
          Outcome.FAILED,
          Optional.empty(),
          Optional.of(failure.errno()),
          failure.errno() + ": " + Failure.oneLine(String.valueOf(failure.getMessage())));
    }
  }

  /**
   * Runs it. If the driver takes the function, {@link #bound} or {@link #released} has to follow.
   */
  Result run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(driver.loader());
    try {
      Result result = call();
      if (result.outcome() != Outcome.TAKEN) {
        released();
      }
      return result;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Result call() {
    try {
      VfioDevice device = Objects.requireNonNull(driver.driver().probe(context), "no device");
      return Result.taken(new PluginBoundary(device, driver.loader(), failures));
    } catch (ProbeDeclined declined) {
      return Result.declined(declined.reason());
    } catch (VfioException failure) {
      return Result.failed(failure);
    } catch (Throwable broken) {
      return Result.failed(failures.probeFailed(broken));
    }
  }

  /** What the driver asked for in its turn. */
  List<Candidate> wrapped() {
    return wrapped.candidates();
  }

  /** What the driver has, and asked for, is its own for as long as the function is bound. */
  void bound() {
    context.bound();
    wrapped.bound();
  }

  /** The driver has not got the function: what it held is given back. */
  void released() {
    context.released();
    wrapped.released();
  }
}
