package io.vfio4j.testkit.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.linux.UnixSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client answers when the server asks, byte by byte, in both layouts. */
class DmaServerTest {
  private static final String IOVA = "0000000001000000";

  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(0x1000);
  private UnixSocket.Pair sockets;
  private Peer peer;

  @BeforeEach
  void connect() {
    sockets = UnixSocket.pair();
    peer = new Peer(sockets.second());
    memory.set(ValueLayout.JAVA_INT, 0, 0x04030201);
  }

  @AfterEach
  void close() {
    peer.close();
    arena.close();
  }

  private Connection client(DmaLayout layout) {
    ClientMemory map = new ClientMemory();
    map.map(0x1_0000_0000L, memory);
    DmaServer server = new DmaServer(map, layout, 0x100);
    return new Connection(sockets.first(), ClientOptions.qemu().timeout(), server);
  }

  @Test
  void readsAsTheSpecificationSays() {
    try (Connection _ = client(DmaLayout.STANDARD)) {
      peer.send("0700 0b00 20000000 00000000 00000000" + IOVA + "0400000000000000");
      assertReply("0700 0b00 24000000 01000000 00000000" + IOVA + "0400000000000000 01020304");
    }
  }

  @Test
  void writesAsTheSpecificationSays() {
    try (Connection _ = client(DmaLayout.STANDARD)) {
      peer.send("0700 0c00 24000000 00000000 00000000" + IOVA + "0400000000000000 0a0b0c0d");
      assertReply("0700 0c00 20000000 01000000 00000000" + IOVA + "0400000000000000");
      assertEquals(0x0d0c0b0a, memory.get(ValueLayout.JAVA_INT, 0));
    }
  }

  @Test
  void readsAsQemu10Does() {
    try (Connection _ = client(DmaLayout.QEMU_10)) {
      peer.send("0700 0b00 20000000 00000000 00000000" + IOVA + "0400000000000000");
      assertReply("0700 0b00 24000000 01000000 00000000" + IOVA + "04000000 01020304 00000000");
    }
  }

  /** A write in the standard layout arrives four bytes late, four zeros in front. */
  @Test
  void writesAsQemu10Does() {
    try (Connection _ = client(DmaLayout.QEMU_10)) {
      peer.send("0700 0c00 24000000 00000000 00000000" + IOVA + "04000000 0a0b0c0d 00000000");
      assertReply("0700 0c00 10000000 01000000 00000000");
      assertEquals(0x0d0c0b0a, memory.get(ValueLayout.JAVA_INT, 0));
      peer.send("0800 0c00 24000000 00000000 00000000" + IOVA + "0400000000000000 0a0b0c0d");
      assertReply("0800 0c00 10000000 01000000 00000000");
      assertEquals(0, memory.get(ValueLayout.JAVA_INT, 0));
    }
  }

  @Test
  void tellsItsLayoutByTheReplyToAWriteOfNothing() {
    try (Connection _ = client(DmaLayout.QEMU_10)) {
      peer.send("0700 0c00 20000000 00000000 00000000" + IOVA + "0000000000000000");
      assertReply("0700 0c00 10000000 01000000 00000000");
    }
  }

  @Test
  void refusesWhatIsNotMappedTooLargeOrUnknown() {
    try (Connection _ = client(DmaLayout.STANDARD)) {
      peer.send("0100 0b00 20000000 00000000 00000000  0000000000000000 0400000000000000");
      assertReply("0100 0b00 10000000 21000000 0e000000");
      peer.send("0200 0b00 20000000 00000000 00000000  fe0f000001000000 0400000000000000");
      assertReply("0200 0b00 10000000 21000000 0e000000");
      peer.send("0300 0b00 20000000 00000000 00000000" + IOVA + "0101000000000000");
      assertReply("0300 0b00 10000000 21000000 07000000");
      peer.send("0400 0900 20000000 00000000 00000000" + IOVA + "0400000000000000");
      assertReply("0400 0900 10000000 21000000 26000000");
      peer.send("0500 0c00 22000000 00000000 00000000" + IOVA + "0400000000000000 0102");
      assertReply("0500 0c00 10000000 21000000 16000000");
      peer.send("0600 0b00 14000000 00000000 00000000  00000000");
      assertReply("0600 0b00 10000000 21000000 16000000");
    }
  }

  @Test
  void keepsSilentWhereNoReplyIsWanted() {
    try (Connection _ = client(DmaLayout.STANDARD)) {
      peer.send("0700 0c00 24000000 10000000 00000000" + IOVA + "0400000000000000 0a0b0c0d");
      peer.send("0800 0b00 20000000 00000000 00000000" + IOVA + "0400000000000000");
      assertReply("0800 0b00 24000000 01000000 00000000" + IOVA + "0400000000000000 0a0b0c0d");
    }
  }

  private void assertReply(String hex) {
    String digits = hex.replace(" ", "");
    assertEquals(digits, peer.receive(digits.length() / 2).hex());
  }
}
