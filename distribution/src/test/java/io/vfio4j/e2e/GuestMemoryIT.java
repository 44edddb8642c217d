package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Linux guest finds a GH200 and uses its memory. */
@Timeout(180)
class GuestMemoryIT {

  private static final long LAST_PAGE = GpuIT.USEMEM_SIZE - 0x1000;
  private static final long MIDDLE = GpuIT.USEMEM_SIZE / 2;
  private static final long[] PLACES = {0, MIDDLE, LAST_PAGE, GpuIT.USEMEM_SIZE - 8};

  private Agent agent;
  private Path socket;

  @BeforeEach
  void serve() throws Exception {
    agent = Agent.serve();
    socket = agent.socket(ServedFunctions.gpu());
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void aGuestSeesAGh200() throws Exception {
    try (Guest guest = boot()) {
      String gpu = findGpu(guest);
      assertEquals("0x30200", guest.ask("class", gpu));
      assertEquals("0x1000000 0 0x40000000 0 0x2000000000 0", guest.ask("bars", gpu));
      assertEquals(0, guest.powerOff());
    }
  }

  @Test
  void guestAndHostSeeTheSameMemory() throws Exception {
    try (Guest guest = boot();
        FileChannel host = hostView()) {
      useMemory(guest);
      for (long place : PLACES) {
        guest.ask("store", place, value(place));
        assertEquals(value(place), guest.askNumber("load", place));
        assertEquals(value(place), hostLoad(host, place));
      }
      for (long beyond : new long[] {GpuIT.USEMEM_SIZE, GpuIT.USEMEM_BAR_SIZE - 8}) {
        guest.ask("store", beyond, 0);
        assertEquals(-1, guest.askNumber("load", beyond));
      }
      for (long place : PLACES) {
        hostStore(host, place, ~value(place));
        assertEquals(~value(place), guest.askNumber("load", place));
      }
    }
  }

  @Test
  void memoryStaysAcrossARebootAndForTheNextQemu() throws Exception {
    try (Guest guest = boot()) {
      useMemory(guest);
      for (long place : PLACES) {
        guest.ask("store", place, value(place));
      }
      guest.reboot();
      assertMemoryIsAsLeft(guest);
      assertEquals(0, guest.powerOff());
    }
    try (Guest guest = boot()) {
      assertMemoryIsAsLeft(guest);
      assertEquals(0, guest.powerOff());
    }
  }

  private static void assertMemoryIsAsLeft(Guest guest) throws IOException {
    useMemory(guest);
    for (long place : PLACES) {
      assertEquals(value(place), guest.askNumber("load", place));
    }
  }

  private static long value(long place) {
    return 0x0123_4567_0000_0000L ^ place;
  }

  private Guest boot() throws IOException {
    return Guest.boot(WorkFolder.create("guest"), List.of(socket));
  }

  private static String findGpu(Guest guest) throws IOException {
    return guest.ask("find", 0x10de, 0x2342);
  }

  private static void useMemory(Guest guest) throws IOException {
    guest.ask("use", findGpu(guest), 4);
  }

  /** The second way: the agent's own file of the device's memory, where usemem comes first. */
  private FileChannel hostView() throws IOException {
    return FileChannel.open(
        agent.memory("coherent"), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static long hostLoad(FileChannel host, long offset) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(Long.BYTES, host.read(buffer, offset));
    return buffer.getLong(0);
  }

  private static void hostStore(FileChannel host, long offset, long value) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(Long.BYTES, host.write(buffer.putLong(0, value), offset));
  }
}
