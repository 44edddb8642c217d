package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.sim.profile.ProfileException;
import io.vfio4j.core.linux.LinuxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

  private static String function(int bus) {
    return """
    {"address": "0000:%02x:00.0", "ids": {"vendor": 1, "device": 2, "class": 3}, "bars": [%s]}\
    """
        .formatted(bus, list(6, OpenFilesTest::bar));
  }

  private static String bar(int index) {
    return "{\"index\": %d, \"kind\": \"memory-32\", \"size\": 4096}".formatted(index);
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
  }

  /** What the process that may open few files does. */
  static final class Opens {
    private Opens() {}

    public static void main(String[] arguments) {
      // Loading a class opens a file, unless it is in a jar as those of the image are.
      var _ = new VfioException(Errno.ENOMEM, LinuxException.of("", 1).errnoName()).toString();
      try {
        SimHosts.open("sim:" + arguments[0]).close();
        System.out.println("opened");
      } catch (ProfileException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void tooFewAreSaidWithTheirRemedy(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("p.json");
    String functions = list(50, OpenFilesTest::function);
    Files.writeString(file, "{\"description\": \"d\", \"functions\": [%s]}".formatted(functions));
    String said = openWith(200, file);
    assertTrue(said.startsWith(file + ": cannot make vfio4j-0000:"), said);
    assertTrue(said.contains("EMFILE") && said.contains("'ulimit -n'"), said);
    assertEquals(1, said.lines().count(), said);
  }

  private static String openWith(int files, Path profile) throws IOException {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n " + files + "; exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Opens.class.getName(),
                profile.toString())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      return out.lines().collect(Collectors.joining("\n"));
    }
  }
}
