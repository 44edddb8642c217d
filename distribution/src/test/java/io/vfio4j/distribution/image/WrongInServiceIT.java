package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.client.VfioUserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that are each wrong in one way, served to clients by one agent. */
class WrongInServiceIT {
  private static final int CONFIG = 7;
  private static final String HANG =
      "while (true) { try { Thread.sleep(9); } catch (InterruptedException e) { } }";

  @TempDir private Path temporary;

  /**
   * A device, and what a client does to see what is wrong with it.
   *
   * @param members of the device
   * @param visit answers what the client got
   */
  private record Wrong(String members, Function<VfioUserClient, String> visit) {}

  private static String reset(VfioUserClient client) {
    client.reset();
    return "success";
  }

  private static String region(VfioUserClient client) {
    try (ClientRegion region = client.region(0)) {
      return region.file().isPresent() ? "success" : "a region without mmap";
    }
  }

  private static String read(VfioUserClient client) {
    client.read(CONFIG, 0, 4);
    return "success";
  }

  private static String write(VfioUserClient client) {
    client.write(CONFIG, 4, new byte[2]);
    return "success";
  }

  private static String feature(VfioUserClient client) {
    client.feature(0x10000, new byte[0], 8);
    return "success";
  }

  /** What has not begun when the client goes is dropped, so it begins before the reply is sent. */
  private static String task(String body) {
    return "public void reset() { var begun = new java.util.concurrent.CountDownLatch(1);"
        + " context.execute(() -> { begun.countDown(); "
        + body
        + " }); try { begun.await(); } catch (InterruptedException e) { } }";
  }

  private static Map<String, Wrong> wrong() {
    Map<String, Wrong> wrong = new LinkedHashMap<>();
    wrong.put(
        "open-throws",
        new Wrong(
            "public void open() { throw new IllegalStateException(\"no\\nlicence\"); }",
            WrongInServiceIT::reset));
    wrong.put(
        "read-overflows",
        new Wrong(
            "int deep(int n) { return deep(n + 1) + 1; } public long read(int region, long offset,"
                + " MemorySegment target) { return deep(0); }",
            WrongInServiceIT::read));
    wrong.put(
        "write-out-of-memory",
        new Wrong(
            "public long write(int region, long offset, MemorySegment source) { return new"
                + " long[Integer.MAX_VALUE].length; }",
            WrongInServiceIT::write));
    wrong.put(
        "reset-unlinked",
        new Wrong(
            "static class Missing { static void none() { } } public void reset() { Missing.none();"
                + " }",
            WrongInServiceIT::reset));
    wrong.put(
        "reset-restricted",
        new Wrong(
            "public void reset() { MemorySegment.ofAddress(8).reinterpret(8); }",
            WrongInServiceIT::reset));
    wrong.put(
        "feature-null",
        new Wrong(
            "public FeatureResult feature(FeatureRequest request) { return null; }",
            WrongInServiceIT::feature));
    wrong.put(
        "region-of-another",
        new Wrong(
            "public RegionInfo regionInfo(int region) { return RegionInfo.absent(region + 1); }",
            WrongInServiceIT::region));
    wrong.put(
        "count-negative",
        new Wrong(
            "public long read(int region, long offset, MemorySegment target) { return -1; }",
            WrongInServiceIT::read));
    wrong.put(
        "mapping-short",
        new Wrong(
            "public Mapping mmap(MmapRequest r) { Mapping m = super.mmap(r); return"
                + " Mapping.of(m.file(), m.fileOffset(), r.length() / 2, m.caching()); }",
            WrongInServiceIT::region));
    wrong.put(
        "task-throws",
        new Wrong(
            task("throw new IllegalStateException(\"in a task\");"), WrongInServiceIT::reset));
    wrong.put("task-hangs", new Wrong(task(HANG), WrongInServiceIT::reset));
    wrong.put(
        "open-hangs", new Wrong("public void open() { " + HANG + " }", WrongInServiceIT::reset));
    wrong.put(
        "read-hangs",
        new Wrong(
            "public long read(int region, long offset, MemorySegment target) { " + HANG + " }",
            WrongInServiceIT::read));
    wrong.put(
        "close-hangs", new Wrong("public void close() { " + HANG + " }", WrongInServiceIT::reset));
    return wrong;
  }

  @Test
  void eachIsOneLineAndAnErrorOrAnEndForItsClientAndTheOthersWork()
      throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(Image.plugin("passthrough"), plugins.resolve("passthrough.jar"));
    PluginJars jars = new PluginJars(temporary.resolve("work"), plugins);
    for (Map.Entry<String, Wrong> wrong : wrong().entrySet()) {
      String name = wrong.getKey();
      PluginJars.Plugin plugin =
          jars.device(name, wrong.getValue().members()).without("acme/Driver$Device$Missing.class");
      jars.write(name + ".jar", plugin);
    }
    List<String> drivers = new ArrayList<>(wrong().keySet());
    drivers.add("passthrough");
    PlainFunctions functions = PlainFunctions.write(temporary, drivers);
    Path sockets = temporary.resolve("sockets");
    List<String> arguments =
        new ArrayList<>(
            List.of("serve", "--plugins", plugins.toString(), "--socket-dir", sockets.toString()));
    arguments.addAll(functions.options());
    arguments.addAll(List.of("--operation-timeout", "2"));

    try (RunningServer server =
        RunningServer.start(drivers.size(), arguments.toArray(String[]::new))) {
      LineTable table = LineTable.of("Operations");
      StringBuilder got = new StringBuilder();
      StringBuilder expected = new StringBuilder();
      for (Map.Entry<String, Wrong> wrong : wrong().entrySet()) {
        Path socket = functions.socket(sockets, wrong.getKey());
        got.append(wrong.getKey() + ": " + visit(socket, wrong.getValue()) + "\n");
        expected.append(wrong.getKey() + ": " + table.client(wrong.getKey()) + "\n");
      }
      server.awaitErr(table.lines().size());
      table.assertPrinted(server.err());
      assertEquals(expected.toString(), got.toString());
      for (String stuck : List.of("task-hangs", "open-hangs", "read-hangs", "close-hangs")) {
        assertFalse(Files.exists(functions.socket(sockets, stuck)), stuck);
      }
      try (VfioUserClient other =
          VfioUserClient.connect(functions.socket(sockets, "passthrough"))) {
        assertEquals(0x1234, other.readRegister(CONFIG, 0, 2));
      }
      server.signal("TERM");
      assertEquals(0, server.exitCode());
      assertTrue(server.err().size() == table.lines().size(), () -> "no line more");
    }
  }

  private static String visit(Path socket, Wrong wrong) {
    try (VfioUserClient client = VfioUserClient.connect(socket)) {
      return wrong.visit().apply(client);
    } catch (VfioUserError error) {
      return error.errno().name();
    } catch (ConnectionLost end) {
      return "the end of the connection";
    }
  }
}
