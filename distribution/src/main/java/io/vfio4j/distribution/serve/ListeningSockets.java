package io.vfio4j.distribution.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which sockets somebody listens on, without disturbing them by a connection.
 *
 * <pre>
 *   /proc/net/unix:   num  refcount  protocol  flags  type  state  inode  path
 * </pre>
 */
public final class ListeningSockets {
  private static final Path TABLE = Path.of("/proc/net/unix");
  private static final String LISTENING = "00010000";
  private static final int FIELDS = 8;

  private final List<String> table;

  ListeningSockets(List<String> table) {
    this.table = List.copyOf(table);
  }

  /** Those of now; none where the kernel does not tell. */
  public static ListeningSockets now() {
    return of(TABLE);
  }

  static ListeningSockets of(Path table) {
    try {
      // Not readAllLines: another's socket may have a name that is no UTF-8.
      return new ListeningSockets(new String(Files.readAllBytes(table), UTF_8).lines().toList());
    } catch (IOException _) {
      return new ListeningSockets(List.of());
    }
  }

  /**
   * Whether somebody listens there.
   *
   * @param path absolute
   */
  public boolean contains(Path path) {
    return table.stream().anyMatch(line -> isListener(line.split("\\s+", FIELDS), path));
  }

  private static boolean isListener(String[] fields, Path path) {
    return fields.length == FIELDS
        && fields[3].equals(LISTENING)
        && fields[FIELDS - 1].equals(path.toString());
  }
}
