package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.Setback;

/** Turns whatever a request ended in into the errno that the client is told. */
final class Faults {
  private static final System.Logger LOG = System.getLogger(Faults.class.getName());

  /** A guest can make a faulty plugin fail as often as it likes: not all of it is for the log. */
  private static final int MOST_LOGGED = 10;

  private final String name;
  private int logged;

  /**
   * @param name of the device
   */
  Faults(String name) {
    this.name = name;
  }

  /**
   * @param what failed
   */
  Errno errno(String what, Throwable thrown) {
    return switch (thrown) {
      case VfioException e -> e.errno();
      case LinuxException e -> Errno.of(e.errno());
      default -> {
        log(what, thrown);
        yield Errno.EIO;
      }
    };
  }

  private void log(String what, Throwable thrown) {
    if (logged < MOST_LOGGED) {
      logged++;
      String more = logged < MOST_LOGGED ? "" : "; further ones of this client are not logged";
      new Setback(LOG, name + ": " + what + " failed, and the client is told EIO" + more)
          .tell(thrown);
    }
  }
}
