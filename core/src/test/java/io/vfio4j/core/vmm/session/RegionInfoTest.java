package io.vfio4j.core.vmm.session;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.core.vmm.protocol.Command;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegionInfoTest {
  private static final int READ_WRITE = 3;
  private static final int MMAP = 4;
  private static final int CAPS = 8;

  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void serve() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static RawClient.Message ask(RawClient client, long argsz, int region) {
    return client.ask(Command.DEVICE_GET_REGION_INFO, Messages.regionInfo(argsz, region));
  }

  private static void assertInfo(ByteBuffer reply, long argsz, int flags, int caps, long size) {
    assertEquals(argsz, reply.getInt(0), "argsz");
    assertEquals(flags, reply.getInt(4), "flags");
    assertEquals(caps, reply.getInt(12), "cap_offset");
    assertEquals(size, reply.getLong(16), "size");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void aRegionThatIsNotThereHasSizeZeroAndNoFlags(int region) {
    try (RawClient client = served.negotiated();
        RawClient.Message reply = ask(client, 32, region)) {
      assertEquals(32, reply.payload().length);
      assertInfo(reply.view(), 32, 0, 0, 0);
    }
  }

  @Test
  void sparseAreasComeWithTheSecondReplyAndSoDoesTheFile() {
    try (RawClient client = served.negotiated()) {
      try (RawClient.Message first = ask(client, 32, 2)) {
        assertEquals(32, first.payload().length);
        assertTrue(first.fds().isEmpty());
        assertInfo(first.view(), 80, READ_WRITE | MMAP, 0, FakeDevice.SPARSE);
      }
      try (RawClient.Message second = ask(client, 80, 2)) {
        assertEquals(80, second.payload().length);
        assertInfo(second.view(), 80, READ_WRITE | MMAP | CAPS, 32, FakeDevice.SPARSE);
        assertEquals(FakeDevice.HIGH.offset(), second.view().getLong(64));
        assertSharesHighArea(client, second);
      }
    }
  }

  /** Maps the file where the reply says, as a VMM does, and looks from both sides. */
  private static void assertSharesHighArea(RawClient client, RawClient.Message info) {
    assertEquals(1, info.fds().size());
    long offset = info.view().getLong(24) + FakeDevice.HIGH.offset();
    Descriptor file = info.fds().getFirst();
    try (FileMapping mapping = FileMapping.map(file, offset, 4096, FileMapping.Access.READ_WRITE)) {
      mapping.segment().set(JAVA_BYTE, 5, (byte) 0x77);
      byte[] read = Messages.regionRead(2, FakeDevice.HIGH.offset() + 5, 1);
      assertEquals(0x77, client.done(Command.REGION_READ, read).get(16));
    }
  }

  @Test
  void moreRoomThanNeededMakesNoLongerReply() {
    try (RawClient client = served.negotiated();
        RawClient.Message reply = ask(client, 4096, 2)) {
      assertEquals(80, reply.payload().length);
      assertEquals(1, reply.fds().size());
    }
  }

  @Test
  void aRegionThatIsMappableAsAWholeComesWithItsFileAtOnce() {
    try (RawClient client = served.negotiated();
        RawClient.Message reply = ask(client, 32, 4)) {
      assertEquals(32, reply.payload().length);
      assertInfo(reply.view(), 32, READ_WRITE | MMAP, 0, FakeDevice.WHOLE);
      assertEquals(1, reply.fds().size());
      assertEquals(0, reply.view().getLong(24));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x3004, 0x2000, 128, 0 3000 4000 c000",
    "0x0004, 0x8004, 2048, 9000 7000",
    "0xf804, 0x5004, 128, 0 5000 6000 9000",
    "0x3004, 0x3804, 128, 0 3000 4000 c000",
    "0x2803, 0x3004, 1, 0 3000 4000 c000",
    "0x2803, 0x3003, 1, 0 10000",
  })
  void thePagesOfTheMsixTableAreNotMapped(String table, String pending, int vectors, String areas) {
    served.device.tableOfMsix(Integer.decode(table), Integer.decode(pending), vectors);
    try (RawClient client = served.negotiated();
        RawClient.Message reply = ask(client, 4096, 4)) {
      assertEquals(1, reply.fds().size());
      assertEquals(areas, areas(reply.view()));
    }
  }

  /** Offsets and sizes of the sparse areas; of a region without, all of it. */
  private static String areas(ByteBuffer reply) {
    for (int at = reply.getInt(12); at != 0; at = reply.getInt(at + 4)) {
      if (reply.getShort(at) == 1) {
        int start = at + 16;
        return IntStream.range(0, 2 * reply.getInt(at + 8))
            .mapToObj(i -> Long.toHexString(reply.getLong(start + 8 * i)))
            .collect(Collectors.joining(" "));
      }
    }
    return "0 " + Long.toHexString(reply.getLong(16));
  }

  @Test
  void areasThatAreNotAtOneDistanceInOneFileAreOfferedWithoutMmap() {
    served.device.areasApart = true;
    try (RawClient client = served.negotiated();
        RawClient.Message reply = ask(client, 80, 2)) {
      assertEquals(32, reply.payload().length);
      assertInfo(reply.view(), 32, READ_WRITE, 0, FakeDevice.SPARSE);
      assertTrue(reply.fds().isEmpty());
    }
  }

  @Test
  void aClientThatTakesNoDescriptorsIsOfferedNoMmap() {
    String json = "{\"capabilities\":{\"max_msg_fds\":0}}";
    try (RawClient client = served.connect()) {
      client.done(Command.VERSION, Messages.version(0, 1, json));
      try (RawClient.Message reply = ask(client, 32, 4)) {
        assertInfo(reply.view(), 32, READ_WRITE, 0, FakeDevice.WHOLE);
        assertTrue(reply.fds().isEmpty());
      }
    }
  }

  @Test
  void thereAreNoIoFds() {
    try (RawClient client = served.negotiated()) {
      byte[] ask = Messages.regionIoFds(16, 0, 2, 0);
      ByteBuffer reply = client.done(Command.DEVICE_GET_REGION_IO_FDS, ask);
      assertEquals(ByteBuffer.wrap(ask), reply);
    }
  }

  @Test
  void infoOfDeviceAndInterrupts() {
    try (RawClient client = served.negotiated()) {
      assertEquals(
          ByteBuffer.wrap(Bytes.bytes().u32(16, 3, 9, 5).array()),
          client.done(Command.DEVICE_GET_INFO, Bytes.bytes().u32(32, 0, 0, 0).array()));
      assertEquals(
          ByteBuffer.wrap(Bytes.bytes().u32(16, 3, 2, FakeDevice.MSIX_VECTORS).array()),
          client.done(Command.DEVICE_GET_IRQ_INFO, Messages.irqInfo(2)));
    }
  }
}
