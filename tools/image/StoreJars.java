import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/**
 * Packs the jars of the image anew, without compression and with each module's packages listed in
 * its descriptor: without an archive of classes the JVM reads most of them in each start. Their
 * entries stay what they were.
 *
 * <p>Arguments: the date of all entries, and the folders that have the jars.
 */
final class StoreJars {

  private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

  public static void main(String[] arguments) throws IOException {
    for (int folder = 1; folder < arguments.length; folder++) {
      try (var jars = Files.newDirectoryStream(Path.of(arguments[folder]), "*.jar")) {
        for (Path jar : jars) {
          store(jar, arguments[0]);
        }
      }
    }
  }

  private static void store(Path jar, String date) throws IOException {
    Path work = Files.createTempDirectory(jar.getParent(), "store");
    Path entries = work.resolve("entries");
    Path stored = work.resolve("stored.jar");
    run("--extract", "--file", jar, "--dir", entries);
    Path manifest =
        Files.move(entries.resolve("META-INF/MANIFEST.MF"), work.resolve("MANIFEST.MF"));
    run(
        "--create",
        "--no-compress",
        "--date",
        date,
        "--file",
        stored,
        "--manifest",
        manifest,
        "-C",
        entries,
        ".");
    Files.move(stored, jar, REPLACE_EXISTING);
    delete(work);
  }

  private static void delete(Path work) throws IOException {
    try (var files = Files.walk(work)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    if (JAR.run(System.out, System.err, words) != 0) {
      throw new IllegalStateException("jar " + String.join(" ", words) + " failed");
    }
  }
}
