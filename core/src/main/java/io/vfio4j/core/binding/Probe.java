package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.limit.LimitedCall;
import io.vfio4j.core.limit.NotReturned;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Calls a driver's probe and tells its four ends apart: taken, declined, failed, and broken. */
final class Probe {
  private final CatalogDriver driver;
  private final HostDeviceContext context;
  private final WrappedVariants wrapped;
  private final PluginCalls calls;

  Probe(
      CatalogDriver driver, HostDeviceContext context, WrappedVariants wrapped, PluginCalls calls) {
    this.driver = driver;
    this.context = context;
    this.wrapped = wrapped;
    this.calls = calls;
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
   * What a probe that does not return holds is given back when it does after all.
   */
  Result run() {
    String name = "probe of " + context.address();
    LimitedCall<Result> limited = new LimitedCall<>(name, this::call, this::released);
    try {
      Result result = limited.within(calls.watchdog().limits().probe());
      if (result.outcome() != Outcome.TAKEN) {
        released();
      }
      return result;
    } catch (NotReturned late) {
      return Result.failed(calls.failures().probeNotReturned(late));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the border let something through", e.getCause());
    }
  }

  private Result call() {
    Thread.currentThread().setContextClassLoader(driver.loader());
    wrapped.beginOn(Thread.currentThread());
    try {
      VfioDevice device = PluginAnswers.given(driver.driver().probe(context));
      return Result.taken(new PluginBoundary(device, calls));
    } catch (ProbeDeclined declined) {
      return Result.declined(declined.reason());
    } catch (VfioException failure) {
      return Result.failed(failure);
    } catch (Throwable broken) {
      return Result.failed(calls.failures().probeFailed(broken));
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
