package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that reach for what the process has of the agent's, beside one that does its work. */
class HostilePluginIT {
  private static final int CONFIG = 7;

  @TempDir private Path temporary;
  private PlainFunctions functions;

  /** Its reset is the hostile act. */
  private RunningServer serve(String members) throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(Image.plugin("passthrough"), plugins.resolve("passthrough.jar"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("hostile.jar", jars.device("hostile", members));
    functions = PlainFunctions.write(temporary, List.of("hostile", "passthrough"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve", "--plugins", plugins.toString(), "--socket-dir", sockets().toString()));
    arguments.addAll(functions.options());
    return RunningServer.start(2, arguments.toArray(String[]::new));
  }

  private Path sockets() {
    return temporary.resolve("sockets");
  }

  private VfioUserClient client(String driver) {
    return VfioUserClient.connect(functions.socket(sockets(), driver));
  }

  private void assertTheOtherIsServed() {
    try (VfioUserClient other = client("passthrough")) {
      assertEquals(0x1234, other.readRegister(CONFIG, 0, 2));
    }
  }

  private void assertEndsWith(int exitCode, RunningServer server)
      throws IOException, InterruptedException {
    server.signal("TERM");
    assertEquals(exitCode, server.exitCode());
    for (String driver : functions.drivers()) {
      assertFalse(Files.exists(functions.socket(sockets(), driver)), driver);
    }
  }

  @Test
  void interruptsOfAllThreadsEndNothing() throws IOException, InterruptedException {
    String act =
        "public void reset() { for (int i = 0; i < 100; i++) { Thread.getAllStackTraces().keySet()"
            + ".stream().filter(t -> t != Thread.currentThread()).forEach(Thread::interrupt); } }";
    try (RunningServer server = serve(act)) {
      try (VfioUserClient hostile = client("hostile")) {
        hostile.reset();
      }
      assertTheOtherIsServed();
      assertEndsWith(0, server);
      assertEquals(List.of(), server.err());
    }
  }
}
