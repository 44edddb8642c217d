package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client's accesses cost the agent, by the agent's own counters. */
class SessionCostIT {
  private static final Accesses NOTHING = (client, memory) -> {};
  private static final int ACCESSES = 1000;
  private static final int CONFIG = 7;
  private static final int USEMEM = 4;
  private static final Pattern COST =
      Pattern.compile("has gone after (\\d+) messages and (\\d+) system calls");

  @TempDir private Path temporary;

  private record Cost(long messages, long systemCalls) {
    static Cost of(MatchResult match) {
      return new Cost(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
    }

    Cost beyond(Cost other) {
      return new Cost(messages - other.messages, systemCalls - other.systemCalls);
    }
  }

  /** Of a client that has mapped the memory of a GPU. */
  private interface Accesses {
    void make(VfioUserClient client, FileMapping memory);
  }

  /**
   * Beyond what it costs to come, to map and to go; the first client also pays for things made
   * once.
   */
  private Cost costOf(Accesses accesses) throws Exception {
    List<Cost> costs = costs(List.of(NOTHING, NOTHING, accesses));
    return costs.get(2).beyond(costs.get(1));
  }

  private List<Cost> costs(List<Accesses> clients) throws IOException, InterruptedException {
    Path socket = temporary.resolve("gpu.sock");
    String[] serve = {"serve", "--device", "0009:01:00.0", "--socket-path", socket.toString()};
    try (RunningServer server = RunningServer.start(counting(), 1, serve)) {
      for (Accesses accesses : clients) {
        useMapped(socket, accesses);
      }
      // Who is served knows that the one before has gone, and that this was logged.
      useMapped(socket, NOTHING);
      server.signal("TERM");
      assertEquals(0, server.exitCode());
      String log = String.join("\n", server.err());
      return COST.matcher(log).results().map(Cost::of).toList();
    }
  }

  private static void useMapped(Path socket, Accesses accesses) {
    try (VfioUserClient client = VfioUserClient.connect(socket);
        ClientRegion region = client.region(USEMEM);
        FileMapping memory = region.map(region.mappableAreas().getFirst())) {
      accesses.make(client, memory);
    }
  }

  private Map<String, String> counting() throws IOException {
    Path logging = temporary.resolve("logging.properties");
    Files.write(
        logging,
        List.of(
            "handlers = java.util.logging.ConsoleHandler",
            "java.util.logging.ConsoleHandler.level = ALL",
            "io.vfio4j.core.vmm.session.level = FINE"));
    return Map.of("VFIO4J_JAVA_OPTS", "-Djava.util.logging.config.file=" + logging);
  }

  @Test
  void anAccessToMappedMemorySendsNoMessage() throws Exception {
    List<Long> seen = new ArrayList<>();
    Cost cost =
        costOf((client, memory) -> {
          for (long i = 0; i < ACCESSES; i++) {
            memory.segment().set(ValueLayout.JAVA_LONG, 8 * i, i);
            seen.add(memory.segment().get(ValueLayout.JAVA_LONG, 8 * i));
          }
        });
    assertEquals(ACCESSES, seen.stream().distinct().count());
    assertEquals(new Cost(0, 0), cost);
  }

  @Test
  void aReadOfARegisterIsOneMessageAndTwoSystemCalls() throws Exception {
    Cost cost =
        costOf((client, memory) -> {
          for (int i = 0; i < ACCESSES; i++) {
            client.readRegister(CONFIG, 0, 4);
          }
        });
    assertEquals(new Cost(ACCESSES, 2 * ACCESSES), cost);
  }

  @Test
  void aReadOfABarIsOneMessageAndTwoSystemCalls() throws Exception {
    Cost cost =
        costOf((client, memory) -> {
          client.writeRegister(CONFIG, 4, 2, 2);
          for (int i = 1; i < ACCESSES; i++) {
            client.readRegister(0, 0x100, 4);
          }
        });
    assertEquals(new Cost(ACCESSES, 2 * ACCESSES), cost);
  }
}
