package io.vfio4j.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Where one process keeps its sockets and messages. Among the system's temporary files, since the
 * path of a socket may have 107 bytes only, and gone when the tests are through.
 */
final class WorkFolder {

  private static final Queue<Path> ALL = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(WorkFolder::delete)));
  }

  private WorkFolder() {}

  static Path create(String purpose) throws IOException {
    Path folder = Files.createTempDirectory("vfio4j-" + purpose + "-");
    ALL.add(folder);
    return folder;
  }

  private static void delete(Path folder) {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.getLogger(WorkFolder.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + folder, e);
    }
  }
}
