package io.vfio4j.core.binding;

import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.core.limit.WatchedCalls;

/**
 * An eventfd in a plugin's hands: the tasks that it runs are the plugin's.
 *
 * @param notifier the session's
 * @param calls the plugin's border
 * @param watched where to note tasks
 */
record PluginNotifier(EventNotifier notifier, PluginCalls calls, WatchedCalls watched)
    implements EventNotifier {

  @Override
  public void signal() {
    notifier.signal();
  }

  @Override
  public void watch(Runnable task) {
    notifier.watch(new PluginTask(task, calls, watched));
  }

  @Override
  public void close() {
    notifier.close();
  }
}
