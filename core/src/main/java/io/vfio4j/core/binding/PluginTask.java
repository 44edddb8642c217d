package io.vfio4j.core.binding;

import io.vfio4j.core.limit.WatchedCalls;
import org.jspecify.annotations.Nullable;

/**
 * A task that a plugin submitted: what it throws is logged and goes no further.
 *
 * @param task the plugin's
 * @param calls the plugin's border
 * @param watched where to note it; null for one that may take its time
 */
record PluginTask(Runnable task, PluginCalls calls, @Nullable WatchedCalls watched)
    implements Runnable {

  @Override
  public void run() {
    ClassLoader before = calls.enter(watched);
    try {
      calls.lending().outsideOperation(task);
    } catch (Throwable failure) {
      calls.failures().taskFailed(failure);
    } finally {
      calls.leave(watched, before);
    }
  }

  @Override
  public String toString() {
    return "a task of driver " + calls.failures().driver();
  }
}
