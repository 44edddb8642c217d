package io.vfio4j.core.vmm.session;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.EventFdWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The eventfds that a client gave. Devices close them; what a device forgets is closed here. */
final class Notifiers {
  private final EventFdWatcher watcher;
  private final Set<EventFdNotifier> open = ConcurrentHashMap.newKeySet();

  Notifiers(EventFdWatcher watcher) {
    this.watcher = watcher;
  }

  /**
   * Takes descriptors over, in any case.
   *
   * @throws io.vfio4j.core.linux.LinuxException EINVAL if one is no eventfd; all are closed then
   */
  List<EventFdNotifier> adopt(List<Descriptor> descriptors) {
    List<EventFdNotifier> adopted = new ArrayList<>(descriptors.size());
    try {
      for (Descriptor each : descriptors) {
        EventFdNotifier notifier = new EventFdNotifier(EventFd.adopt(each), watcher, open::remove);
        open.add(notifier);
        adopted.add(notifier);
      }
      return adopted;
    } catch (RuntimeException e) {
      adopted.forEach(EventFdNotifier::close);
      descriptors.forEach(Descriptor::close);
      throw e;
    }
  }

  void closeAll() {
    open.forEach(EventFdNotifier::close);
  }
}
