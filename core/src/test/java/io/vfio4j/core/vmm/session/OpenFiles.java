package io.vfio4j.core.vmm.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What of ours is open or mapped in this process. */
final class OpenFiles {
  private OpenFiles() {}

  /** Sockets, memfds and eventfds among the descriptors, and memfds among the mappings. */
  static long count() {
    return descriptors() + mappings();
  }

  private static long descriptors() {
    try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
      return numbers.map(OpenFiles::target).filter(OpenFiles::ours).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ours(String target) {
    return target.startsWith("socket:")
        || target.startsWith("/memfd:")
        || target.equals("anon_inode:[eventfd]");
  }

  /** The JVM may close one of its own while we look. */
  private static String target(Path number) {
    try {
      return Files.readSymbolicLink(number).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static long mappings() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("/memfd:")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
