package io.vfio4j.core.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many descriptors of the kinds that this package makes are open in this process. */
final class OpenDescriptors {
  private OpenDescriptors() {}

  static long count() throws IOException {
    try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
      return numbers.map(OpenDescriptors::target).filter(OpenDescriptors::ours).count();
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
}
