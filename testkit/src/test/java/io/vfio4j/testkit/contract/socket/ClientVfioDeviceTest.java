package io.vfio4j.testkit.contract.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server takes 8 bytes at once: longer accesses are several. */
class ClientVfioDeviceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String EIGHT = "{\"capabilities\":{\"max_data_xfer_size\":8}}\0";
  private static final int READ = 9;
  private static final int HEAD = 16;

  @TempDir private Path folder;

  private final byte[] region = new byte[64];
  private final List<Integer> counts = new CopyOnWriteArrayList<>();

  private void serve(RawServer.Client client) throws IOException {
    while (true) {
      int command = client.request();
      ByteBuffer access = client.payload();
      int offset = (int) access.getLong(0);
      int count = access.getInt(12);
      counts.add(count);
      byte[] reply = new byte[command == READ ? HEAD + count : HEAD];
      access.get(0, reply, 0, HEAD);
      if (command == READ) {
        System.arraycopy(region, offset, reply, HEAD, count);
      } else {
        access.get(HEAD, region, offset, count);
      }
      client.reply(reply);
    }
  }

  private void withDevice(Consumer<ClientVfioDevice> test) throws IOException {
    try (RawServer server = new RawServer(folder.resolve("s"), EIGHT, this::serve)) {
      ClientVfioDevice device = new ClientVfioDevice(new ServerConnection(server.path(), PATIENCE));
      device.open();
      test.accept(device);
      device.close();
    }
  }

  @Test
  void aLongReadIsSeveral() throws IOException {
    for (int i = 0; i < region.length; i++) {
      region[i] = (byte) i;
    }
    MemorySegment target = Arena.ofAuto().allocate(20);
    withDevice(device -> assertEquals(20, device.read(0, 3, target)));
    assertArrayEquals(Arrays.copyOfRange(region, 3, 23), target.toArray(JAVA_BYTE));
    assertEquals(List.of(8, 8, 4), counts);
  }

  @Test
  void aLongWriteIsSeveral() throws IOException {
    MemorySegment source = Arena.ofAuto().allocate(20).fill((byte) 7);
    withDevice(device -> assertEquals(20, device.write(0, 3, source)));
    byte[] due = new byte[region.length];
    Arrays.fill(due, 3, 23, (byte) 7);
    assertArrayEquals(due, region);
    assertEquals(List.of(8, 8, 4), counts);
  }

  @Test
  void anAccessOfNothingIsSentToo() throws IOException {
    withDevice(device -> assertEquals(0, device.read(0, 3, Arena.ofAuto().allocate(0))));
    assertEquals(List.of(0), counts);
  }
}
