package io.vfio4j.testkit.script;

import io.vfio4j.api.irq.EventNotifier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** An eventfd without a kernel. Any thread may use it. */
final class CountedNotifier implements EventNotifier, ScriptEventFd {
  private final AtomicLong counter = new AtomicLong();
  private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

  @Override
  public void watch(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void signal() {
    counter.incrementAndGet();
    tasks.forEach(Runnable::run);
  }

  @Override
  public long drain() {
    return counter.getAndSet(0);
  }

  @Override
  public void close() {
    tasks.clear();
  }
}
