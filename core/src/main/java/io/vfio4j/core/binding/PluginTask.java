package io.vfio4j.core.binding;

/** A task that a plugin submitted: what it throws is logged and goes no further. */
record PluginTask(Runnable task, ClassLoader loader, PluginFailures failures) implements Runnable {

  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      task.run();
    } catch (Throwable failure) {
      failures.taskFailed(failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
