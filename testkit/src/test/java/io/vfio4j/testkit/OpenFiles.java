package io.vfio4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What of a server or a client is open in this process: the JVM opens and closes others. */
final class OpenFiles {
  private static final Set<String> ANONYMOUS =
      Set.of("anon_inode:[eventfd]", "anon_inode:[eventpoll]");
  private static final Duration GUARD = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private OpenFiles() {}

  static long count() {
    try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
      return numbers.map(OpenFiles::target).filter(OpenFiles::ours).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ours(String target) {
    return target.startsWith("socket:")
        || target.startsWith("/memfd:")
        || ANONYMOUS.contains(target);
  }

  /** The JVM may close one of its own while we look. */
  private static String target(Path number) {
    try {
      return Files.readSymbolicLink(number).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** The number, as soon as it is at most this, or what it still is after a long time. */
  static long countWithin(long most) {
    long begin = System.nanoTime();
    long count = count();
    while (count > most && System.nanoTime() - begin < GUARD.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      count = count();
    }
    return count;
  }
}
