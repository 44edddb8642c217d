package io.vfio4j.core.limit;

import io.vfio4j.core.linux.Setback;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A function's end, while the agent goes on: plugin code that does not return still holds it, so no
 * other client may have it. There is no way back but a new agent.
 *
 * <p>Any thread.
 */
public final class Retirement {
  private static final System.Logger LOG = System.getLogger(Retirement.class.getName());

  private final List<Consumer<String>> steps = new ArrayList<>();
  private final Setback incomplete = new Setback(LOG, "a function could not be retired as a whole");
  private @Nullable String reason;
  private volatile boolean retired;

  /** Of a function that is in service. */
  public Retirement() {}

  /** Whether it is out of service. */
  public boolean retired() {
    return retired;
  }

  /**
   * Adds a step, to be done after those that are there; at once if the function is retired already.
   *
   * @param step gets the reason; may wait
   */
  public void whenRetired(Consumer<String> step) {
    String now;
    synchronized (this) {
      steps.add(step);
      now = reason;
    }
    if (now != null) {
      take(step, now);
    }
  }

  /**
   * Takes the function out of service. What is to be done is done on a thread of its own; the
   * caller, which has other functions to look after, does not wait.
   *
   * @param why in one line
   * @return false if it is out of service already, for another reason
   */
  public boolean retire(String why) {
    List<Consumer<String>> all;
    synchronized (this) {
      if (reason != null) {
        return false;
      }
      reason = why;
      retired = true;
      all = List.copyOf(steps);
    }
    try {
      Thread.ofPlatform()
          .daemon()
          .name("vfio4j retirement")
          .start(() -> all.forEach(step -> take(step, why)));
    } catch (Throwable e) {
      takeBack();
      throw e;
    }
    return true;
  }

  /** So that it can be asked for again: there was no thread, or no memory, for a moment. */
  private synchronized void takeBack() {
    reason = null;
    retired = false;
  }

  private void take(Consumer<String> step, String why) {
    try {
      step.accept(why);
    } catch (Throwable e) {
      incomplete.tell(e);
    }
  }
}
