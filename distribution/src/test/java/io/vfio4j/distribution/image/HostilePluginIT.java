package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.client.VfioUserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that reach for what the process has of the agent's, beside one that does its work. */
class HostilePluginIT {
  private static final int CONFIG = 7;

  @TempDir private Path temporary;
  private PlainFunctions functions;

  /** Its reset is the hostile act. */
  private RunningServer serve(String members) throws IOException, InterruptedException {
    return serve(members, List.of("hostile", "passthrough"));
  }

  private RunningServer serve(String members, List<String> drivers)
      throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(Image.plugin("passthrough"), plugins.resolve("passthrough.jar"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("hostile.jar", jars.device("hostile", members));
    functions = PlainFunctions.write(temporary, drivers);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve", "--plugins", plugins.toString(), "--socket-dir", sockets().toString()));
    arguments.addAll(functions.options());
    return RunningServer.start(drivers.size(), arguments.toArray(String[]::new));
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
    try (Stream<Path> left = Files.list(sockets())) {
      assertEquals(List.of(), left.toList());
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

  /** As with a class loader of the host's any public class can be had. */
  @Test
  void reflectionReachesNothingOfTheAgents() throws IOException, InterruptedException {
    String act =
        "public void reset() { try { ClassLoader host ="
            + " context.guestMemory().getClass().getClassLoader();"
            + " host.loadClass(\"io.vfio4j.core.linux.Descriptor\").getMethod(\"inherited\","
            + " int.class).invoke(null, 1); throw new IllegalStateException(\"got in\"); } catch"
            + " (IllegalAccessException expected) { } catch (ReflectiveOperationException e) {"
            + " throw new IllegalStateException(e); } }";
    try (RunningServer server = serve(act)) {
      try (VfioUserClient hostile = client("hostile")) {
        hostile.reset();
      }
      assertEndsWith(0, server);
      assertEquals(List.of(), server.err());
    }
  }

  @Test
  void mappingsThatAreNeverUnmappedEndAtTheirLimit() throws IOException, InterruptedException {
    String act =
        "public void reset() { Mapping part = mmap(MmapRequest.shared(0, 0, 4096));"
            + " while (true) { part.map(java.lang.foreign.Arena.global()); } }";
    try (RunningServer server = serve(act)) {
      try (VfioUserClient hostile = client("hostile")) {
        assertEquals(Errno.ENOMEM, assertThrows(VfioUserError.class, hostile::reset).errno());
      }
      assertTheOtherIsServed();
      assertEndsWith(0, server);
    }
  }

  @Test
  void aPropertyThatIsGoneKeepsNothingFromStarting() throws IOException, InterruptedException {
    String act =
        "static { System.clearProperty(\"os.arch\");"
            + " System.setProperty(\"sun.jnu.encoding\", \"none\"); }";
    try (RunningServer server = serve(act)) {
      assertTheOtherIsServed();
      assertEndsWith(0, server);
    }
  }

  @Test
  void aShutdownHookThatDoesNotReturnKeepsNoCommand() throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    String hook =
        "static { Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true)"
            + " Thread.onSpinWait(); })); }";
    jars.write("hostile.jar", jars.driver("hostile", hook));
    Image.run("list", "--plugins", plugins.toString()).ok();
  }

  private static final String NEVER_RETURNS =
      "{ while (true) { java.util.concurrent.locks.LockSupport.park(); } }";

  @Test
  void aSignalEndsAnAgentThatIsNotReadyYet() throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    String members =
        "public Driver() { Runtime.getRuntime().addShutdownHook(new Thread(() -> "
            + NEVER_RETURNS
            + ")); System.err.println(\"loading\"); "
            + NEVER_RETURNS
            + " }";
    jars.write("hostile.jar", jars.driver("hostile", members));
    Path err = temporary.resolve("err");
    String[] serve = {
      "serve", "--plugins", plugins.toString(), "--socket-dir", sockets().toString()
    };
    Process process = Image.start(Map.of(), temporary.resolve("out"), err, serve);
    while (!Files.readString(err).contains("loading")) {
      assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS));
    }
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still runs");
    assertEquals(0, process.exitValue());
  }

  @Test
  void aDemoThatIsInterruptedLeavesNothing() throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    jars.write("hostile.jar", jars.device("hostile", "public void open() " + NEVER_RETURNS));
    Path folders = Files.createDirectory(temporary.resolve("folders"));
    Map<String, String> options = Map.of("VFIO4J_JAVA_OPTS", "-Djava.io.tmpdir=" + folders);
    Process process =
        Image.start(
            options,
            temporary.resolve("out"),
            temporary.resolve("err"),
            "demo",
            "--plugins",
            plugins.toString());
    while (!anySocketBelow(folders)) {
      assertFalse(process.waitFor(20, TimeUnit.MILLISECONDS));
    }
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still runs");
    assertEquals(List.of(), namesBelow(folders));
  }

  private static boolean anySocketBelow(Path folder) throws IOException {
    return namesBelow(folder).stream().anyMatch(name -> name.endsWith(".sock"));
  }

  private static List<String> namesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> !file.equals(folder)).map(Path::toString).toList();
    }
  }

  /** One after another they would take longer than there is time for the agent's end. */
  @Test
  void devicesThatDoNotLetGoKeepNoOthersSocket() throws IOException, InterruptedException {
    String act = "public void close() { while (true) { Thread.onSpinWait(); } }";
    List<String> drivers = List.of("passthrough", "hostile", "hostile", "hostile");
    try (RunningServer server = serve(act, drivers);
        VfioUserClient one = client(1);
        VfioUserClient two = client(2);
        VfioUserClient three = client(3)) {
      for (VfioUserClient client : List.of(one, two, three)) {
        assertEquals(9, client.info().regions());
      }
      assertTheOtherIsServed();
      assertEndsWith(1, server);
    }
  }

  private VfioUserClient client(int function) {
    return VfioUserClient.connect(sockets().resolve(PlainFunctions.address(function) + ".sock"));
  }
}
