package io.vfio4j.testkit.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The bytes of each message, against those of the specification. The peer's replies are sent before
 * the client asks: they wait in the socket.
 */
class VfioUserClientTest {
  private static final String VERSION_REPLY = "0000 0100 14000000 01000000 00000000 0000 0000";

  private Peer peer;
  private VfioUserClient client;
  private String versionRequest;

  @BeforeEach
  void connect() {
    connect(ClientOptions.qemu());
  }

  private void connect(ClientOptions options) {
    close();
    UnixSocket.Pair sockets = UnixSocket.pair();
    peer = new Peer(sockets.second());
    peer.send(VERSION_REPLY);
    client = VfioUserClient.negotiate(sockets.first(), options);
    versionRequest = peer.receive(16 + ServerVersion.request(options).length).hex();
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
      peer.close();
    }
  }

  @Test
  void saysWhatQemuSaysIn214Bytes() {
    byte[] bytes = Peer.bytes(versionRequest);
    assertEquals(214, bytes.length);
    assertEquals(
        "0000 0100 d6000000 00000000 00000000 0000 0000".replace(" ", ""),
        versionRequest.substring(0, 40));
    String json = new String(bytes, 20, 193, StandardCharsets.UTF_8);
    assertTrue(json.startsWith("{\"capabilities\": {\"max_msg_fds\": 16, "), json);
    assertEquals(0, bytes[213]);
  }

  @Test
  void saysOfItselfWhatItIsTold() {
    connect(ClientOptions.qemu().withMinor(1).withCapabilities(""));
    assertHex("0000 0100 14000000 00000000 00000000 0000 0100", versionRequest);
    connect(ClientOptions.qemu().withCapabilities("{}"));
    assertHex("0000 0100 17000000 00000000 00000000 0000 0000 7b7d00", versionRequest);
  }

  @Test
  void readsNumbersFromTheServersCapabilities() {
    ServerVersion version =
        new ServerVersion(0, 0, "{\"capabilities\":{\"max_msg_fds\": 16,\"pgsizes\":4096}}");
    assertEquals(16, version.number("max_msg_fds").orElseThrow());
    assertEquals(4096, version.number("pgsizes").orElseThrow());
    assertTrue(version.number("max_dma_maps").isEmpty());
  }

  @Test
  void asksForTheDevice() {
    peer.send("0100 0400 20000000 01000000 00000000  10000000 03000000 09000000 05000000");
    ClientDevice device = client.info();
    assertRequest("0100 0400 20000000 00000000 00000000  10000000 00000000 00000000 00000000");
    assertEquals(new ClientDevice(3, 9, 5), device);
    assertTrue(device.resettable());
  }

  @Test
  void asksAgainForARegionThatHasMoreToSay() {
    try (GuestRam file = GuestRam.ofSize(0x3000)) {
      file.memory().set(ValueLayout.JAVA_INT, 0x2000, 0x12345678);
      peer.send(
          "0100 0500 30000000 01000000 00000000"
              + "40000000 07000000 04000000 00000000 0000000001000000 0010000000000000");
      peer.send(
          "0200 0500 50000000 01000000 00000000"
              + "40000000 0f000000 04000000 20000000 0000000001000000 0010000000000000"
              + "0100 0100 00000000 01000000 00000000 0010000000000000 0010000000000000",
          file.descriptor());
      try (ClientRegion region = client.region(4)) {
        assertRequest(
            "0100 0500 30000000 00000000 00000000"
                + "20000000 00000000 04000000 00000000 0000000000000000 0000000000000000");
        assertRequest(
            "0200 0500 30000000 00000000 00000000"
                + "40000000 00000000 04000000 00000000 0000000000000000 0000000000000000");
        assertEquals(0x1_0000_0000L, region.size());
        assertEquals(List.of(new SparseMmapArea(0x1000, 0x1000)), region.mappableAreas());
        try (FileMapping mapping = region.map(region.mappableAreas().getFirst())) {
          assertEquals(0x12345678, mapping.segment().get(ValueLayout.JAVA_INT, 0));
        }
      }
    }
  }

  @Test
  void mapsWhatIsOnlyReadToBeRead() {
    try (GuestRam file = GuestRam.ofSize(0x1000)) {
      peer.send(
          "0100 0500 30000000 01000000 00000000"
              + "20000000 05000000 04000000 00000000 0010000000000000 0000000000000000",
          file.descriptor());
      try (ClientRegion region = client.region(4);
          FileMapping mapping = region.map(region.mappableAreas().getFirst())) {
        assertTrue(mapping.segment().isReadOnly());
      }
    }
  }

  @Test
  void readsARegion() {
    peer.send("0100 0900 24000000 01000000 00000000  0010000000000000 07000000 04000000  de104223");
    assertEquals(0x234210deL, client.readRegister(7, 0x1000, 4));
    assertRequest("0100 0900 20000000 00000000 00000000  0010000000000000 07000000 04000000");
  }

  @Test
  void writesARegion() {
    peer.send("0100 0a00 20000000 01000000 00000000  1800000000000000 07000000 04000000");
    client.writeRegister(7, 0x18, 4, 0xffffffffL);
    assertRequest(
        "0100 0a00 24000000 00000000 00000000  1800000000000000 07000000 04000000  ffffffff");
  }

  @Test
  void waitsForNothingAfterAPostedWrite() {
    client.post(0, 8, new byte[] {1, 2});
    client.postMulti(List.of(new RegionWrite(0, 16, 4, 5)));
    assertRequest("0100 0a00 22000000 10000000 00000000  0800000000000000 00000000 02000000  0102");
    assertRequest(
        "0200 0f00 30000000 10000000 00000000  0100000000000000"
            + "1000000000000000 00000000 04000000 0500000000000000");
  }

  @Test
  void asksForAnInterruptAndSetsItsEventfds() {
    peer.send("0100 0700 20000000 01000000 00000000  10000000 01000000 02000000 08000000");
    assertEquals(new ClientIrq(2, 1, 8), client.irqs().info(2));
    assertRequest("0100 0700 20000000 00000000 00000000  10000000 00000000 02000000 00000000");
    peer.send("0200 0800 10000000 01000000 00000000");
    try (EventFd first = EventFd.create();
        EventFd second = EventFd.create()) {
      client.irqs().eventFds(2, 3, first, second);
    }
    Peer.Received request = peer.receive(36);
    assertHex(
        "0200 0800 24000000 00000000 00000000  14000000 24000000 02000000 03000000 02000000",
        request.hex());
    assertEquals(2, request.descriptors());
  }

  @Test
  void takesEventfdsAway() {
    peer.send("0100 0800 10000000 01000000 00000000");
    client.irqs().withoutEventFds(2, 1, 3);
    assertRequest(
        "0100 0800 24000000 00000000 00000000  14000000 24000000 02000000 01000000 03000000");
  }

  @Test
  void turnsAnInterruptOff() {
    peer.send("0100 0800 10000000 01000000 00000000");
    client.irqs().off(1);
    assertRequest(
        "0100 0800 24000000 00000000 00000000  14000000 21000000 01000000 00000000 00000000");
  }

  @Test
  void resets() {
    peer.send("0100 0d00 10000000 01000000 00000000");
    client.reset();
    assertRequest("0100 0d00 10000000 00000000 00000000");
  }

  @Test
  void getsAFeature() {
    peer.send("0100 1000 20000000 01000000 00000000  10000000 01000100  0300000000000000");
    assertArrayEquals(Peer.bytes("0300000000000000"), client.feature(0x10001, new byte[0], 8));
    assertRequest("0100 1000 18000000 00000000 00000000  10000000 01000100");
  }

  @Test
  void throwsTheErrorOfAnErrorReply() {
    peer.send("0100 0d00 10000000 21000000 16000000");
    VfioUserError error = assertThrows(VfioUserError.class, client::reset);
    assertEquals(22, error.number());
    assertEquals(Errno.EINVAL, error.errno());
  }

  /** libvfio-user sends what it had prepared; what no reply could have, no VMM has room for. */
  @Test
  void takesAnErrorWithNoMoreBehindItThanTheReplyWouldHave() {
    peer.send("0100 0900 24000000 21000000 16000000  0010000000000000 07000000 04000000  00000000");
    assertThrows(VfioUserError.class, () -> client.read(7, 0x1000, 4));
    peer.send(
        "0200 0900 25000000 21000000 16000000  0010000000000000 07000000 04000000  0000000000");
    assertLost(
        "an error reply to command 9 with 21 bytes behind its header",
        () -> client.read(7, 0x1000, 4));
    peer.send("0300 0d00 11000000 21000000 16000000  00");
    assertLost("an error reply to command 13 with 1 bytes behind its header", client::reset);
  }

  @Test
  void takesNoReplyOnAnotherPlace() {
    peer.send("0100 0900 24000000 01000000 00000000  0010000000000000 06000000 04000000  00000000");
    assertLost(
        "a reply on region 6, offset 0x1000, 4 bytes, where region 7, offset 0x1000, 4 bytes was"
            + " due",
        () -> client.read(7, 0x1000, 4));
    peer.send("0200 0a00 20000000 01000000 00000000  1800000000000000 07000000 00000000");
    assertLost(
        "a reply on region 7, offset 0x18, 0 bytes, where region 7, offset 0x18, 4 bytes was due",
        () -> client.writeRegister(7, 0x18, 4, 0));
    peer.send("0300 0a00 10000000 01000000 00000000");
    assertThrows(ConnectionLost.class, () -> client.writeRegister(7, 0x18, 4, 0));
  }

  @Test
  void takesNoOtherVersionAndNoGarbage() {
    assertLost(
        "the server answered VERSION with 9.0, to a client of 0.0", () -> version("0900 0000"));
    assertLost(
        "the server answered VERSION with 0.1, to a client of 0.0", () -> version("0000 0100"));
    assertLost(
        "the server's capabilities are no JSON object: {ab", () -> version("0000 0000 7b616200"));
    assertEquals("{}", version("0000 0000 7b7d00").json());
  }

  private static ServerVersion version(String hex) {
    byte[] payload = Peer.bytes(hex);
    return ServerVersion.reply(
        Message.littleEndian(payload.length).put(payload), ClientOptions.qemu());
  }

  private static void assertLost(String reason, Executable operation) {
    assertEquals(reason, assertThrows(ConnectionLost.class, operation).getMessage());
  }

  @Test
  void noticesThatTheServerHasClosed() {
    peer.close();
    assertThrows(ConnectionLost.class, client::reset);
    assertTrue(client.connection().awaitEnd());
    assertLost("the server closed the connection", client::reset);
  }

  @Test
  void saysWhatWasWrongAlsoWhereItCannotSendAnyMore() {
    peer.send("0100 0d00 0f000000 01000000 00000000");
    assertTrue(client.connection().awaitEnd());
    assertLost("the server sent a message of size 15", client::reset);
  }

  @Test
  void doesNotWaitForEver() {
    connect(ClientOptions.qemu().withTimeout(Duration.ofMillis(50)));
    assertThrows(ConnectionLost.class, client::reset);
    assertFalse(client.connection().awaitEnd());
  }

  @Test
  void takesNoReplyForAnother() {
    peer.send("0900 0d00 10000000 01000000 00000000");
    assertThrows(ConnectionLost.class, client::reset);
  }

  @Test
  void takesNoMessageThatIsShorterThanItsHeader() {
    peer.send("0100 0d00 0f000000 01000000 00000000");
    assertThrows(ConnectionLost.class, client::reset);
  }

  @Test
  void mapsRamWithItsDescriptorAndUnmapsIt() {
    peer.send("0100 0200 10000000 01000000 00000000");
    peer.send(
        "0200 0300 28000000 01000000 00000000"
            + "18000000 00000000 0000001000000000 0020000000000000");
    try (GuestRam ram = GuestRam.ofSize(0x2000)) {
      client.dma().map(0x1000_0000L, ram);
      client.dma().unmap(0x1000_0000L, 0x2000);
    }
    Peer.Received map = peer.receive(48);
    assertHex(
        "0100 0200 30000000 00000000 00000000"
            + "20000000 03000000 0000000000000000 0000001000000000 0020000000000000",
        map.hex());
    assertEquals(1, map.descriptors());
    assertRequest(
        "0200 0300 28000000 00000000 00000000"
            + "18000000 00000000 0000001000000000 0020000000000000");
  }

  private void assertRequest(String hex) {
    assertHex(hex, peer.receive(Peer.bytes(hex).length).hex());
  }

  private static void assertHex(String expected, String actual) {
    assertEquals(expected.replace(" ", ""), actual);
  }
}
