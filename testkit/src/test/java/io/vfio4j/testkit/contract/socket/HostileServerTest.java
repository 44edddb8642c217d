package io.vfio4j.testkit.contract.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.contract.rule.BoundedRun;
import io.vfio4j.testkit.contract.rule.Outcome;
import io.vfio4j.testkit.contract.rule.RuleResult;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that hang, go, flood or talk nonsense: the contract ends, and none passes it. */
class HostileServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final Duration GUARD = Duration.ofSeconds(30);
  private static final int MANY = 1 << 20;
  private static final int WRITE = 10;
  private static final int WRITE_REPLY = 16;

  @TempDir private Path folder;

  private List<RuleResult> results(RawServer.Behaviour behaviour) throws IOException {
    try (RawServer server = new RawServer(folder.resolve("s"), behaviour);
        SocketContract contract = new SocketContract(server.path(), PATIENCE, Optional.empty())) {
      contract.connect();
      BoundedRun run = BoundedRun.overSocket(contract.concerns());
      List<RuleResult> results = assertTimeoutPreemptively(GUARD, () -> run.within(LIMIT));
      assertEquals(Outcome.BROKEN, results.getFirst().outcome(), () -> results.getFirst().line());
      return results;
    }
  }

  private static void assertNoneKept(List<RuleResult> results) {
    assertTrue(results.stream().noneMatch(result -> result.outcome() == Outcome.KEPT));
  }

  private static String first(List<RuleResult> results) {
    return results.getFirst().came();
  }

  @Test
  void oneThatHangs() throws IOException {
    List<RuleResult> results = results(RawServer.Client::awaitEnd);
    assertEquals("no reply within 1000 ms", first(results));
    assertNoneKept(results);
    assertTrue(results.stream().anyMatch(result -> result.came().startsWith("not reached within")));
  }

  @Test
  void oneThatEndsTheConnection() throws IOException {
    List<RuleResult> results = results(RawServer.Client::request);
    assertEquals("the server closed the connection", first(results));
    assertNoneKept(results);
  }

  @Test
  void oneThatRepliesWithoutEnd() throws IOException {
    List<RuleResult> results =
        results(client -> {
          client.request();
          for (int i = 0; i < MANY; i++) {
            client.reply(new byte[16]);
          }
        });
    assertNoneKept(results);
  }

  @Test
  void oneThatRepliesWithLargeMessagesWithoutEnd() throws IOException {
    List<RuleResult> results =
        results(client -> {
          client.request();
          for (int i = 0; i < MANY; i++) {
            client.reply(new byte[8 << 20]);
          }
        });
    assertNoneKept(results);
  }

  @Test
  void oneWhoseRepliesAreEmpty() throws IOException {
    List<RuleResult> results = results(client -> answerAll(client, new byte[0]));
    assertTrue(first(results).startsWith("a reply that makes no sense"), first(results));
  }

  @Test
  void oneWhoseRepliesAreAllOnes() throws IOException {
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) -1);
    List<RuleResult> results = results(client -> answerAll(client, ones));
    assertEquals("DEVICE_GET_INFO counts 4294967295 regions", first(results));
  }

  /** But for writes, of which there is one before each rule. */
  private static void answerAll(RawServer.Client client, byte[] payload) throws IOException {
    while (true) {
      boolean write = client.request() == WRITE;
      client.reply(write ? Arrays.copyOf(client.payload().array(), WRITE_REPLY) : payload);
    }
  }

  @Test
  void oneThatTakesNobody() throws IOException {
    Path path = folder.resolve("s");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        SocketContract contract = new SocketContract(path, PATIENCE, Optional.empty())) {
      listener.bind(UnixDomainSocketAddress.of(path));
      assertTimeoutPreemptively(GUARD, () -> assertThrows(ConnectionLost.class, contract::connect));
    }
  }
}
