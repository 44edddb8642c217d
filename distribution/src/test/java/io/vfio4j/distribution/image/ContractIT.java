package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vfio4j contract}, held against what the image itself serves, by both plugins. */
class ContractIT {
  private static final String TRAITS = "RESETTABLE,MAPPABLE,INTX,MSI,MSIX,ERR,REQ";

  @TempDir private Path folder;

  @Test
  void bothPluginsPassOverTheirSockets() throws IOException, InterruptedException {
    try (RunningServer server =
        RunningServer.start(2, "serve", "--socket-dir", folder.toString())) {
      for (String function : List.of("0009:01:00.0", "0009:02:00.0")) {
        passes(folder.resolve(function + ".sock"));
      }
      server.signal("TERM");
      assertEquals(List.of(), server.err());
    }
  }

  private void passes(Path socket) throws IOException, InterruptedException {
    Path tap = folder.resolve("tap");
    List<String> lines =
        Image.run(
                "contract",
                "--socket",
                socket.toString(),
                "--traits",
                TRAITS,
                "--tap",
                tap.toString())
            .ok();
    assertTrue(lines.contains("R1    required  kept"), () -> String.join("\n", lines));
    assertTrue(lines.getLast().startsWith(socket + " passes: rules kept 43, broken 0, "));

    List<String> points = Files.readAllLines(tap);
    assertEquals("TAP version 14", points.getFirst());
    assertEquals("1..63", points.get(1));
    assertTrue(points.get(2).startsWith("ok 1 - R1 "), points.get(2));
    assertTrue(points.stream().noneMatch(line -> line.startsWith("not ok")));
  }

  @Test
  void aTraitThatIsNotThereEndsWith4() throws IOException, InterruptedException {
    try (RunningServer server =
        RunningServer.start(2, "serve", "--socket-dir", folder.toString())) {
      String socket = folder.resolve("0009:02:00.0.sock").toString();
      Image.Run run =
          Image.run("contract", "--socket", socket, "--traits", TRAITS + ",ROM", "--tap", "-");
      assertEquals(4, run.exit(), () -> String.join("\n", run.out()));
      assertTrue(
          run.out().contains("  came: \"ROM is declared, and region 6 has size 0x0\""),
          () -> String.join("\n", run.out()));
      server.signal("TERM");
    }
  }

  @Test
  void aSocketThatIsNotThereEndsWith3() throws IOException, InterruptedException {
    String line = Image.run("contract", "--socket", folder.resolve("s").toString()).failed(3);
    assertTrue(line.contains("start the server, or name another"), line);
  }

  @Test
  void whoListensAndSaysNothingEndsWith1() throws IOException, InterruptedException {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(socket));
      String line =
          Image.run("contract", "--socket", socket.toString(), "--reply-within", "1").failed(1);
      assertTrue(line.contains("is it a vfio-user server"), line);
    }
  }
}
