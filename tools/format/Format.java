import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Runs google-java-format over every source of this tree in one JVM: "check" or "write". */
final class Format {

  private Format() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = new ArrayList<>(options(args[0]));
    arguments.addAll(sources());
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    if (formatter.run(System.out, System.err, arguments.toArray(String[]::new)) != 0) {
      System.err.println("Not formatted. This does it: mvn -q -N process-sources -Dformat=write");
      System.exit(1);
    }
  }

  private static List<String> options(String mode) {
    return switch (mode) {
      case "check" -> List.of("--dry-run", "--set-exit-if-changed");
      case "write" -> List.of("--replace");
      default -> throw new IllegalArgumentException("-Dformat=" + mode);
    };
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of(""))) {
      return folders.filter(Files::isDirectory).flatMap(Format::sourcesIn).sorted().toList();
    }
  }

  private static Stream<String> sourcesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !file.startsWith(folder.resolve("target")))
          .filter(file -> !file.toString().contains("archetype-resources"))
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
