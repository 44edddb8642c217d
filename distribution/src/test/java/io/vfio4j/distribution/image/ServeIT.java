package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.vfio4j.api.Errno;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.client.VfioUserError;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeIT {
  @TempDir private Path temporary;
  private Path folder;
  private Path gpu;
  private Path plain;

  @BeforeEach
  void namesPaths() {
    folder = temporary.resolve("made/by/serve");
    gpu = folder.resolve("0009:01:00.0.sock");
    plain = folder.resolve("0009:02:00.0.sock");
  }

  private RunningServer serveAll() throws IOException, InterruptedException {
    return RunningServer.start(2, "serve", "--socket-dir", folder.toString());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void servesUntilASignalAndLeavesNothing(String signal) throws IOException, InterruptedException {
    assumeFalse(signal.equals("INT") && ignoresInterrupts(), "a job in the background ignores INT");
    try (RunningServer server = serveAll()) {
      assertEquals("READY", server.out().getFirst());
      assertEquals(gpu + "  0009:01:00.0  nvgrace-gpu", server.out().get(1));
      assertEquals(plain + "  0009:02:00.0  passthrough", server.out().get(2));
      assertEquals("rwx------", permissions(folder));
      assertEquals("rw-------", permissions(gpu));

      server.signal(signal);

      assertEquals(0, server.exitCode());
      assertEquals(List.of(), server.err());
      assertFalse(Files.exists(gpu) || Files.exists(plain));
    }
  }

  /** A shell without job control has its background jobs ignore SIGINT, and whatever they start. */
  private static boolean ignoresInterrupts() throws IOException {
    String ignored =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("SigIgn:\\s*", "");
    return (Long.parseUnsignedLong(ignored, 16) & 1 << 1) != 0;
  }

  @Test
  void listNamesTheSocketsOfALiveServer()
      throws IOException, InterruptedException, JsonParserException {
    String[] list = {"list", "-o", "json", "--socket-dir", folder.toString()};
    try (RunningServer server = serveAll()) {
      JsonArray functions = JsonParser.array().from(String.join("\n", Image.run(list).ok()));
      assertEquals(gpu.toString(), functions.getObject(0).getString("socket"));
      assertEquals(plain.toString(), functions.getObject(1).getString("socket"));
      server.signal("KILL");
      server.exitCode();
    }
    JsonArray functions = JsonParser.array().from(String.join("\n", Image.run(list).ok()));
    assertFalse(functions.getObject(0).has("socket"));
  }

  private static String function(String address, String more) {
    return """
    { "address": "%s", "ids": { "vendor": "0x1234", "device": 1, "class": 0 } %s }
    """
        .formatted(address, more);
  }

  private String withVirtualFunction() throws IOException {
    String functions =
        function("0000:01:00.0", "")
            + ","
            + function("0000:01:00.1", ", \"virtualFunctionOf\": \"0000:01:00.0\"");
    Path file = temporary.resolve("virtual.json");
    Files.writeString(file, "{\"description\": \"SR-IOV\", \"functions\": [" + functions + "]}");
    return "sim:" + file;
  }

  @Test
  void opensVirtualFunctionsWithTheToken() throws IOException, InterruptedException {
    String[] serve = {
      "serve",
      "--host",
      withVirtualFunction(),
      "--socket-dir",
      folder.toString(),
      "--vf-token",
      "00112233-4455-6677-8899-aabbccddeeff"
    };
    try (RunningServer server = RunningServer.start(2, serve);
        VfioUserClient physical = VfioUserClient.connect(folder.resolve("0000:01:00.0.sock"));
        VfioUserClient virtual = VfioUserClient.connect(folder.resolve("0000:01:00.1.sock"))) {
      assertEquals(0x1234, physical.readRegister(7, 0, 2));
      assertEquals(0x1234, virtual.readRegister(7, 0, 2));
      server.signal("TERM");
      assertEquals(0, server.exitCode());
    }
  }

  /** Its physical function is none of the agent's, so that there is no token to know. */
  @Test
  void opensAVirtualFunctionThatIsServedAlone() throws IOException, InterruptedException {
    Path socket = folder.resolve("vf.sock");
    Files.createDirectories(folder);
    String[] serve = {
      "serve",
      "--host",
      withVirtualFunction(),
      "--device",
      "0000:01:00.1",
      "--socket-path",
      socket.toString(),
      "--vf-token",
      "00112233-4455-6677-8899-aabbccddeeff"
    };
    try (RunningServer server = RunningServer.start(1, serve);
        VfioUserClient virtual = VfioUserClient.connect(socket)) {
      assertEquals(0x1234, virtual.readRegister(7, 0, 2));
      server.signal("TERM");
      assertEquals(0, server.exitCode());
    }
  }

  @Test
  void opensNoVirtualFunctionWithoutAToken() throws IOException, InterruptedException {
    String[] serve = {"serve", "--host", withVirtualFunction(), "--socket-dir", folder.toString()};
    try (RunningServer server = RunningServer.start(2, serve)) {
      VfioUserClient.connect(folder.resolve("0000:01:00.0.sock")).close();
      Path virtual = folder.resolve("0000:01:00.1.sock");
      VfioUserError refused =
          assertThrows(VfioUserError.class, () -> VfioUserClient.connect(virtual).close());
      assertEquals(Errno.EACCES, refused.errno());
      server.signal("TERM");
      assertEquals(0, server.exitCode());
      assertTrue(server.err().getFirst().contains("0000:01:00.1 needs a VF token"));
    }
  }

  @Test
  void servesAndEndsWhileItPolls() throws IOException, InterruptedException {
    String[] serve = {"serve", "--socket-dir", folder.toString(), "--poll", "1000000"};
    try (RunningServer server = RunningServer.start(2, serve);
        VfioUserClient client = VfioUserClient.connect(plain)) {
      assertEquals(0x1234, client.readRegister(7, 0, 2));
      server.signal("TERM");
      assertEquals(0, server.exitCode());
    }
  }

  @Test
  void aClientThatTalksNonsenseAgainAndAgainDoesNotFillTheLog()
      throws IOException, InterruptedException {
    try (RunningServer server = serveAll()) {
      for (int i = 0; i < 200; i++) {
        talkNonsense(plain);
      }
      talkNonsense(gpu);
      server.awaitErr(11);
      server.signal("TERM");
      assertEquals(0, server.exitCode());
      List<String> lines = server.err();
      assertTrue(lines.size() < 100, () -> "most are left out: " + lines);
      assertTrue(lines.stream().anyMatch(line -> line.contains("0009:01:00.0: the client is dr")));
    }
  }

  /** Until the server hangs up, which it does for a message that is shorter than its header. */
  private static void talkNonsense(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer message = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 3);
      channel.write(message);
      ByteBuffer answer = ByteBuffer.allocate(64);
      while (channel.read(answer.clear()) >= 0) {
        assertTrue(answer.position() > 0);
      }
    }
  }

  @Test
  void endsCleanlyWhileClientsAreThere() throws IOException, InterruptedException {
    try (RunningServer server = serveAll();
        VfioUserClient one = VfioUserClient.connect(gpu);
        VfioUserClient two = VfioUserClient.connect(plain)) {
      assertEquals(9, one.info().regions());
      assertEquals(9, two.info().regions());

      server.signal("TERM");

      assertEquals(0, server.exitCode());
      assertTrue(one.connection().awaitEnd());
      assertEquals(List.of(), server.err());
      assertFalse(Files.exists(gpu) || Files.exists(plain));
    }
  }

  @Test
  void aSocketThatADeadServerLeftIsReplaced() throws IOException, InterruptedException {
    try (RunningServer server = serveAll()) {
      server.signal("KILL");
      server.exitCode();
    }
    assertTrue(Files.exists(gpu));

    try (RunningServer server = serveAll();
        VfioUserClient client = VfioUserClient.connect(gpu)) {
      assertEquals(9, client.info().regions());
      assertEquals(List.of(), server.err());
    }
  }

  @Test
  void aSocketOfALiveServerIsLeftAlone() throws IOException, InterruptedException {
    try (RunningServer server = serveAll()) {
      String line = Image.run("serve", "--socket-dir", folder.toString()).failed(1);
      assertTrue(line.contains(gpu + ": another server listens on this socket"), line);
      try (VfioUserClient client = VfioUserClient.connect(gpu)) {
        assertEquals(9, client.info().regions());
      }
      server.signal("TERM");
      assertEquals(0, server.exitCode());
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws IOException, InterruptedException {
    Path file = Files.writeString(temporary.resolve("notes"), "mine");
    String line =
        Image.run("serve", "--device", "0009:01:00.0", "--socket-path", file.toString()).failed(1);
    assertTrue(line.contains("no socket"), line);
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aPathThatIsTooLongIsOneLine() throws IOException, InterruptedException {
    Path file = temporary.resolve("x".repeat(120));
    String line =
        Image.run("serve", "--device", "0009:01:00.0", "--socket-path", file.toString()).failed(1);
    int length = file.toString().length();
    assertEquals(
        "vfio4j: the socket's path %s has %d bytes, and Linux takes 107: name a shorter folder"
            .formatted(file, length),
        line);
  }

  @Test
  void aSocketInNoFolderIsOneLine() throws IOException, InterruptedException {
    Path file = temporary.resolve("none/gpu.sock");
    String line =
        Image.run("serve", "--device", "0009:01:00.0", "--socket-path", file.toString()).failed(1);
    assertTrue(line.contains(file + " (bind: ENOENT): name a folder that is there"), line);
  }

  @Test
  void tooFewOpenFilesAreSaidWithTheirRemedy() throws IOException, InterruptedException {
    String functions =
        IntStream.range(0, 99)
            .mapToObj(bus -> function("0000:%02d:00.0".formatted(bus), ""))
            .collect(Collectors.joining(","));
    Path host =
        Files.writeString(
            temporary.resolve("many.json"),
            "{\"description\": \"many\", \"functions\": [" + functions + "]}");
    ProcessBuilder builder =
        Image.builder("serve", "--host", "sim:" + host, "--socket-dir", folder.toString());
    builder.command().addAll(0, List.of("sh", "-c", "ulimit -n 120; exec \"$@\"", "sh"));
    Path err = temporary.resolve("err");
    assertEquals(1, builder.redirectError(err.toFile()).start().waitFor());
    String line = Files.readAllLines(err).getLast();
    String remedy = "vfio4j: cannot listen on .*: EMFILE\\): allow more open files \\(ulimit -n\\)";
    assertTrue(line.matches(remedy), line);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void oneFunctionOnAPathOfItsOwn() throws IOException, InterruptedException {
    Path socket = temporary.resolve("gpu.sock");
    try (RunningServer server =
        RunningServer.start(
            1, "serve", "--device", "0009:01:00.0", "--socket-path", socket.toString())) {
      assertEquals(List.of("READY", socket + "  0009:01:00.0  nvgrace-gpu"), server.out());
      server.signal("TERM");
      assertEquals(0, server.exitCode());
      assertFalse(Files.exists(socket));
    }
  }

  @Test
  void aFunctionThatIsNotThereEndsWith3() throws IOException, InterruptedException {
    String socket = temporary.resolve("gpu.sock").toString();
    String line = Image.run("serve", "--device", "0009:09:00.0", "--socket-path", socket).failed(3);
    assertTrue(line.contains("0009:09:00.0"), line);
  }

  @Test
  void aFunctionThatIsNotBoundIsReportedAndTheOthersAreServed()
      throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(temporary.resolve("plugins"));
    Files.copy(Image.plugin("nvgrace"), plugins.resolve("nvgrace.jar"));
    String[] arguments = {
      "serve", "--plugins", plugins.toString(), "--socket-dir", folder.toString()
    };

    try (RunningServer server = RunningServer.start(1, arguments)) {
      assertEquals(List.of("READY", gpu + "  0009:01:00.0  nvgrace-gpu"), server.out());
      assertEquals(1, server.err().size());
      String line = server.err().getFirst();
      assertTrue(line.contains("0009:02:00.0 is not served"), line);
      assertTrue(line.contains("no driver's id table names 1234:5646"), line);
    }

    String asked = temporary.resolve("plain.sock").toString();
    String line =
        Image.run(
                "serve",
                "--plugins",
                plugins.toString(),
                "--device",
                "0009:02:00.0",
                "--socket-path",
                asked)
            .failed(1);
    assertTrue(line.contains("0009:02:00.0 is not bound: no driver's id table"), line);
  }

  @Test
  void vmmArgsNameTheSocketThatServeMakes() throws IOException, InterruptedException {
    String[] where = {"--socket-dir", folder.toString()};
    List<String> qemu = Image.run("vmm-args", "qemu", "0009:01:00.0", where[0], where[1]).ok();
    assertTrue(qemu.getLast().contains("\"path\":\"" + gpu + "\""), qemu.getLast());
    List<String> cloudHypervisor =
        Image.run("vmm-args", "cloud-hypervisor", "0009:01:00.0", where[0], where[1]).ok();
    assertEquals("--user-device socket=" + gpu, cloudHypervisor.getLast());
    Image.run("vmm-args", "qemu", "0009:09:00.0").failed(3);
    String deep = temporary.resolve("x".repeat(120)).toString();
    assertTrue(
        Image.run("vmm-args", "qemu", "0009:01:00.0", "--socket-dir", deep)
            .failed(1)
            .contains("Linux takes 107"));
    assertTrue(
        Image.run("vmm-args", "qemu", "0009:01:00.0", "0009:01:00.0")
            .failed(2)
            .contains("0009:01:00.0 is named twice: name it once"));
    assertTrue(
        Image.run("vmm-args", "qemu", "0009:01:00.0", "--memory", "2048")
            .failed(2)
            .contains("--memory '2048' is no size such as 2G"));
    assertTrue(
        Image.run("vmm-args", "xen", "0009:01:00.0")
            .failed(2)
            .contains("'xen' is none of qemu, cloud-hypervisor"));
  }
}
