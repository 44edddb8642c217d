package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vfio4j.api.Errno;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.vmm.protocol.Command;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with its error or ends the connection; the next client is served. */
@Timeout(60)
class BadMessagesTest {
  @TempDir static Path directory;
  private static Served served;

  @BeforeAll
  static void serve() {
    served = new Served(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static void assertServed(RawClient client) {
    assertEquals(9, client.done(Command.DEVICE_GET_INFO, Messages.getInfo()).getInt(8));
  }

  private static void assertNextIsServed() {
    try (RawClient next = served.negotiated()) {
      assertServed(next);
    }
  }

  static Stream<Arguments> refusedRequests() {
    long most = Limits.MAX_DATA_XFER_SIZE;
    return Stream.of(
        arguments("a second VERSION", 1, Messages.qemuVersion()),
        arguments("command 0", 0, new byte[0]),
        arguments("DIRTY_PAGES, withdrawn", 14, new byte[8]),
        arguments("MIG_DATA_READ", 17, new byte[8]),
        arguments("MIG_DATA_WRITE", 18, new byte[8]),
        arguments("a proposed command", 19, new byte[8]),
        arguments("DMA_READ from the client", 11, new byte[16]),
        arguments("DMA_WRITE from the client", 12, new byte[16]),
        arguments("an unknown command", 0xffff, new byte[100]),
        arguments("a DMA area of no bytes", 2, Messages.dmaMap(3, 0, 0x1000, 0)),
        arguments("a DMA area that wraps", 2, Messages.dmaMap(3, 0, -0x1000, 0x2000)),
        arguments("a DMA area for nobody", 2, Messages.dmaMap(0, 0, 0x1000, 0x1000)),
        arguments("an unknown DMA flag", 2, Messages.dmaMap(0x13, 0, 0x1000, 0x1000)),
        arguments("a dirty bitmap", 3, Messages.dmaUnmap(1, 0, 0x1000)),
        arguments("all areas, with a size", 3, Messages.dmaUnmap(2, 0, 0x1000)),
        arguments("argsz of GET_INFO", 4, bytes().u32(15, 0, 0, 0).array()),
        arguments("argsz of REGION_INFO", 5, Messages.regionInfo(31, 0)),
        arguments("region 9", 5, Messages.regionInfo(32, 9)),
        arguments("region 2^32 - 1", 5, Messages.regionInfo(32, -1)),
        arguments("argsz of REGION_IO_FDS", 6, Messages.regionIoFds(15, 0, 0, 0)),
        arguments("flags of REGION_IO_FDS", 6, Messages.regionIoFds(16, 1, 0, 0)),
        arguments("count of REGION_IO_FDS", 6, Messages.regionIoFds(16, 0, 0, 1)),
        arguments("REGION_IO_FDS of no region", 6, Messages.regionIoFds(16, 0, 1, 0)),
        arguments("REGION_IO_FDS of region 9", 6, Messages.regionIoFds(16, 0, 9, 0)),
        arguments("argsz of IRQ_INFO", 7, bytes().u32(15, 0, 0, 0).array()),
        arguments("IRQ index 5", 7, Messages.irqInfo(5)),
        arguments("IRQ index 2^31", 7, Messages.irqInfo(0x80000000L)),
        arguments("a read beyond the region", 9, Messages.regionRead(0, 4095, 2)),
        arguments("a read that wraps", 9, Messages.regionRead(0, -1, 2)),
        arguments("a read far away", 9, Messages.regionRead(0, Long.MAX_VALUE, 2)),
        arguments("a read of too much", 9, Messages.regionRead(2, 0, most + 1)),
        arguments("a read of 2^32 - 1", 9, Messages.regionRead(2, 0, -1)),
        arguments("a read of no region", 9, Messages.regionRead(1, 0, 4)),
        arguments("a read of region 9", 9, Messages.regionRead(9, 0, 4)),
        arguments("a read of region -1", 9, Messages.regionRead(-1, 0, 4)),
        arguments("a write beyond the region", 10, Messages.regionWrite(0, 4095, new byte[2])),
        arguments("less data than counted", 10, bytes().u64(0).u32(0, 4).u8(1, 2, 3).array()),
        arguments("more data than counted", 10, bytes().u64(0).u32(0, 1).u8(1, 2).array()),
        arguments("a write to region 9", 10, Messages.regionWrite(9, 0, new byte[4])),
        arguments("more writes than there are", 15, bytes().u64(1).array()),
        arguments("2^63 writes", 15, bytes().u64(Long.MIN_VALUE).array()),
        arguments("fewer writes than there are", 15, bytes().u64(0).raw(new byte[24]).array()),
        arguments("argsz of a feature", 16, Messages.feature(7, 0x1000a)),
        arguments("less argsz than data", 16, Messages.feature(8, 0x2000a, new byte[8])),
        arguments("no room for a feature", 16, Messages.feature(11, 0x1000a)),
        arguments("get and set", 16, Messages.feature(64, 0x3000a)),
        arguments("neither get nor set", 16, Messages.feature(64, 10)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedRequests")
  void isRefusedAndTheConnectionLives(String what, int command, byte[] payload) {
    try (RawClient client = served.negotiated()) {
      assertEquals(Errno.EINVAL.number(), client.refused(command, payload), what);
      assertServed(client);
    }
  }

  @Test
  void aFeatureWhoseDataDoesNotFitIsNotSet() {
    try (RawClient client = served.negotiated()) {
      client.refused(Command.DEVICE_FEATURE, Messages.feature(8, 0x2000a, new byte[8]));
      assertEquals(0, served.device.features);
    }
  }

  static Stream<Arguments> wholeRequests() {
    return Stream.of(
        arguments(Command.DMA_MAP, Messages.dmaMap(3, 0, 0x1000, 0x1000)),
        arguments(Command.DMA_UNMAP, Messages.dmaUnmap(2, 0, 0)),
        arguments(Command.DEVICE_GET_INFO, Messages.getInfo()),
        arguments(Command.DEVICE_GET_REGION_INFO, Messages.regionInfo(32, 0)),
        arguments(Command.DEVICE_GET_REGION_IO_FDS, Messages.regionIoFds(16, 0, 0, 0)),
        arguments(Command.DEVICE_GET_IRQ_INFO, Messages.irqInfo(0)),
        arguments(Command.DEVICE_SET_IRQS, Messages.setIrqs(0x21, 2, 0, 0)),
        arguments(Command.DEVICE_SET_IRQS, Messages.setIrqBools(0x20, 2, 0, 1, 1)),
        arguments(Command.REGION_READ, Messages.regionRead(0, 0, 4)),
        arguments(Command.REGION_WRITE, Messages.regionWrite(0, 0, new byte[8])),
        arguments(
            Command.REGION_WRITE_MULTI,
            bytes().u64(2).u64(0).u32(0, 4).u64(1).u64(4).u32(0, 4).u64(2).array()),
        arguments(Command.DEVICE_FEATURE, Messages.feature(64, 0x1000a)));
  }

  @ParameterizedTest
  @MethodSource("wholeRequests")
  void everyShortenedPayloadIsRefused(int command, byte[] payload) {
    try (RawClient client = served.negotiated()) {
      for (int length = 0; length < payload.length; length++) {
        byte[] shortened = Arrays.copyOf(payload, length);
        assertEquals(Errno.EINVAL.number(), client.refused(command, shortened), "of " + length);
      }
      assertServed(client);
    }
  }

  @ParameterizedTest
  @MethodSource("wholeRequests")
  void aClientThatGoesInTheMiddleOfAMessageIsForgotten(int command, byte[] payload) {
    byte[] message = Messages.message(3, command, Messages.REQUEST, payload);
    for (int length = 1; length < message.length; length += 5) {
      try (RawClient client = served.negotiated()) {
        client.send(Arrays.copyOf(message, length));
      }
    }
    assertNextIsServed();
  }

  static Stream<Arguments> refusedVersions() {
    return Stream.of(
        arguments("major 1", Messages.version(1, 0, "{}")),
        arguments("no zero at the end", bytes().u16(0, 0).text("{}").array()),
        arguments("no JSON", Messages.version(0, 0, "capabilities")),
        arguments("a text of no bytes", Messages.version(0, 0, "")),
        arguments("an array", Messages.version(0, 0, "[]")),
        arguments("a wrong type", Messages.version(0, 0, "{\"capabilities\":1}")),
        arguments("too much text", Messages.version(0, 0, "{}" + " ".repeat(70_000))),
        arguments("deep nesting", Messages.version(0, 0, "[".repeat(60_000))),
        arguments("half a version", new byte[3]),
        arguments("no version", new byte[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedVersions")
  void aBadVersionIsRefusedAndEndsTheConnection(String what, byte[] payload) {
    try (RawClient client = served.connect()) {
      assertEquals(Errno.EINVAL.number(), client.refused(Command.VERSION, payload), what);
      client.assertClosed();
    }
    assertNextIsServed();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 9, 10, 13, 16, 17, 99})
  void anythingBeforeVersionIsRefusedAndEndsTheConnection(int command) {
    int opened = served.device.opened;
    try (RawClient client = served.connect()) {
      assertEquals(Errno.EINVAL.number(), client.refused(command, new byte[32]));
      client.assertClosed();
    }
    assertEquals(opened, served.device.opened);
    assertNextIsServed();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void aSizeShorterThanAHeaderEndsTheConnection(int size) {
    try (RawClient client = served.negotiated()) {
      client.send(bytes().u16(1, Command.DEVICE_GET_INFO).u32(size, 0, 0).array());
      client.assertClosed();
    }
    assertNextIsServed();
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 33, Integer.MAX_VALUE, -1})
  void aSizeThatIsTooLargeIsRefusedAndEndsTheConnection(int size) {
    try (RawClient client = served.negotiated()) {
      client.send(bytes().u16(7, Command.REGION_WRITE).u32(size, 0, 0).array());
      RawClient.Message reply = client.receive().orElseThrow();
      assertEquals(Errno.EINVAL.number(), reply.error());
      assertEquals(7, reply.id());
      client.assertClosed();
    }
    assertNextIsServed();
  }

  @Test
  void aMessageOfAnUnknownTypeIsRefused() {
    try (RawClient client = served.negotiated()) {
      client.send(Messages.message(5, Command.DEVICE_GET_INFO, 2, Messages.getInfo()));
      assertEquals(Errno.EINVAL.number(), client.receive().orElseThrow().error());
      assertServed(client);
    }
  }

  @Test
  void aReplyThatNobodyAskedForIsIgnored() {
    try (RawClient client = served.negotiated()) {
      client.send(Messages.message(1, Command.DMA_READ, Messages.REPLY, new byte[40]));
      client.send(Messages.message(1, Command.DMA_WRITE, Messages.FAILED, new byte[0]));
      assertServed(client);
    }
  }

  @Test
  void descriptorsThatACommandHasNoUseForAreClosed() {
    try (RawClient client = served.negotiated();
        EventFd first = EventFd.create();
        EventFd second = EventFd.create()) {
      long before = OpenFiles.count();
      Descriptor[] both = {first.descriptor(), second.descriptor()};
      client.done(Command.DEVICE_GET_INFO, Messages.getInfo(), both);
      assertEquals(
          Errno.EINVAL.number(),
          client.refused(Command.DMA_MAP, Messages.dmaMap(3, 0, 0, 0x1000), both));
      client.done(Command.DEVICE_RESET, new byte[0]);
      assertEquals(before, OpenFiles.count());
    }
  }

  @Test
  void errorsAreNotSentWhereNoReplyIsWanted() {
    try (RawClient client = served.negotiated()) {
      for (int i = 0; i < 20; i++) {
        client.send(Messages.message(i, 99, Messages.NO_REPLY, new byte[i]));
      }
      assertServed(client);
    }
  }
}
