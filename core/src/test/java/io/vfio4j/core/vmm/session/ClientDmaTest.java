package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.Command;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DMA into memory that the client keeps to itself, with clients of both kinds. */
@Timeout(60)
class ClientDmaTest {
  private static final long BASE = 0x10_0000;
  private static final int SIZE = 4 << 20;

  @TempDir Path directory;
  private Served served;
  private RawClient client;
  private final byte[] guest = new byte[SIZE];

  /** How a client lays out DMA messages: as specified, or as QEMU 10 does. */
  enum Kind {
    SPECIFIED(16),
    QEMU_10(12);

    final int data;

    Kind(int data) {
      this.data = data;
    }
  }

  @BeforeEach
  void connect() {
    served = new Served(directory);
    client = served.connect();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private void negotiate(String capabilities) {
    client.done(
        Command.VERSION, Messages.version(0, 1, "{\"capabilities\":{" + capabilities + "}}"));
    client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, BASE, SIZE));
  }

  /** Runs something of the device's that does DMA. */
  private static FutureTask<Boolean> device(Runnable work) {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static void assertFails(Errno errno, FutureTask<Boolean> task) {
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> task.get(20, TimeUnit.SECONDS));
    assertEquals(errno, ((VfioException) failed.getCause()).errno());
  }

  private RawClient.Message request() {
    RawClient.Message request = client.receive().orElseThrow();
    assertEquals(0, request.flags());
    assertEquals(0, request.error());
    return request;
  }

  private void reply(RawClient.Message to, byte[] payload) {
    client.send(Messages.message(to.id(), to.command(), Messages.REPLY, payload));
  }

  /** Answers one request as a VMM would. */
  private int answerOne(Kind kind) {
    RawClient.Message request = request();
    int at = (int) (request.view().getLong(0) - BASE);
    int count = request.view().getInt(8);
    if (request.command() == Command.DMA_WRITE) {
      assertEquals(16 + count, request.payload().length);
      System.arraycopy(request.payload(), kind.data, guest, at, count);
      reply(request, kind == Kind.QEMU_10 ? new byte[0] : Arrays.copyOf(request.payload(), 16));
    } else {
      assertEquals(16, request.payload().length);
      byte[] payload = Arrays.copyOf(request.payload(), 16 + count);
      System.arraycopy(guest, at, payload, kind.data, count);
      reply(request, payload);
    }
    return count;
  }

  private void answerUntil(FutureTask<Boolean> done, long bytes, Kind kind) throws Exception {
    assertEquals(0, answerOne(kind), "the first request finds out the layout");
    long moved = 0;
    while (moved < bytes) {
      moved += answerOne(kind);
    }
    assertTrue(done.get(20, TimeUnit.SECONDS));
  }

  private static byte[] pattern(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i * 31 + 7);
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void writesInTheLayoutOfTheClient(Kind kind) throws Exception {
    negotiate("\"max_data_xfer_size\":1048576");
    byte[] data = pattern(3 << 20);
    answerUntil(
        device(() -> served.memory.write(BASE + 5, MemorySegment.ofArray(data))), 3 << 20, kind);
    assertArrayEquals(data, Arrays.copyOfRange(guest, 5, 5 + (3 << 20)));
  }

  @ParameterizedTest
  @EnumSource
  void readsInTheLayoutOfTheClient(Kind kind) throws Exception {
    negotiate("\"max_data_xfer_size\":1048576");
    System.arraycopy(pattern(SIZE), 0, guest, 0, SIZE);
    byte[] read = new byte[100_000];
    answerUntil(
        device(() -> served.memory.read(BASE + 9, MemorySegment.ofArray(read))), 100_000, kind);
    assertArrayEquals(Arrays.copyOfRange(guest, 9, 9 + 100_000), read);
  }

  @Test
  void neverAsksForMoreThanTheClientTakes() throws Exception {
    negotiate("\"max_data_xfer_size\":1000");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(2500))));
    assertEquals(0, answerOne(Kind.SPECIFIED));
    assertEquals(1000, answerOne(Kind.SPECIFIED));
    assertEquals(1000, answerOne(Kind.SPECIFIED));
    assertEquals(500, answerOne(Kind.SPECIFIED));
    assertTrue(write.get(20, TimeUnit.SECONDS));
    assertArrayEquals(pattern(2500), Arrays.copyOf(guest, 2500));
  }

  @Test
  void findsOutTheLayoutOnce() throws Exception {
    negotiate("");
    answerUntil(
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8)))),
        8,
        Kind.QEMU_10);
    FutureTask<Boolean> second =
        device(() -> served.memory.write(BASE + 8, MemorySegment.ofArray(pattern(8))));
    assertEquals(8, answerOne(Kind.QEMU_10));
    assertTrue(second.get(20, TimeUnit.SECONDS));
    assertArrayEquals(pattern(8), Arrays.copyOfRange(guest, 8, 16));
  }

  @Test
  void servesTheClientWhileItWaitsForIt() throws Exception {
    negotiate("");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8))));
    RawClient.Message probe = request();
    for (int i = 0; i < 100; i++) {
      client.done(Command.REGION_READ, Messages.regionRead(0, 0, 4));
    }
    reply(probe, Arrays.copyOf(probe.payload(), 16));
    assertEquals(8, answerOne(Kind.SPECIFIED));
    assertTrue(write.get(20, TimeUnit.SECONDS));
  }

  @Test
  void isRefusedOnTheSessionThreadWhichWouldWaitForItself() {
    negotiate("");
    served.device.onWrite = () -> served.memory.write(BASE, MemorySegment.ofArray(new byte[4]));
    assertEquals(
        Errno.EDEADLK.number(),
        client.refused(Command.REGION_WRITE, Messages.regionWrite(0, 0, (byte) 1)));
    served.device.onWrite = null;
  }

  @Test
  void anErrorOfTheClientIsAnErrorOfTheTransfer() {
    negotiate("");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8))));
    for (int i = 0; i < 2; i++) {
      RawClient.Message request = request();
      byte[] error =
          bytes()
              .u16(request.id(), request.command())
              .u32(16, Messages.FAILED, Errno.EFAULT.number())
              .array();
      client.send(error);
    }
    assertFails(Errno.EIO, write);
  }

  @Test
  void aReplyOfAnotherLengthIsAnErrorOfTheTransfer() {
    negotiate("");
    byte[] target = new byte[8];
    FutureTask<Boolean> read =
        device(() -> served.memory.read(BASE, MemorySegment.ofArray(target)));
    assertEquals(0, answerOne(Kind.SPECIFIED));
    reply(request(), new byte[16 + 7]);
    assertFails(Errno.EIO, read);
    assertArrayEquals(new byte[8], target);
  }

  @Test
  void repliesToOtherRequestsAreNotTaken() throws Exception {
    negotiate("");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8))));
    RawClient.Message probe = request();
    byte[] wrong = new byte[16];
    client.send(Messages.message(probe.id() + 1, probe.command(), Messages.REPLY, wrong));
    client.send(Messages.message(probe.id(), Command.DMA_READ, Messages.REPLY, wrong));
    client.done(Command.DEVICE_RESET, new byte[0]);
    reply(probe, new byte[0]);
    assertEquals(8, answerOne(Kind.QEMU_10));
    assertTrue(write.get(20, TimeUnit.SECONDS));
  }

  @Test
  void endsWithTheConnection() {
    negotiate("");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8))));
    request();
    client.leave();
    assertFails(Errno.ENODEV, write);
  }

  @Test
  void aClientThatTakesNoDataIsNotAsked() {
    negotiate("\"max_data_xfer_size\":0");
    assertFails(
        Errno.EIO, device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8)))));
    client.done(Command.DEVICE_RESET, new byte[0]);
  }

  @Test
  void aClientThatDoesNotAnswerIsWaitedForALimitedTime() {
    negotiate("");
    FutureTask<Boolean> write =
        device(() -> served.memory.write(BASE, MemorySegment.ofArray(pattern(8))));
    RawClient.Message probe = request();
    assertFails(Errno.EIO, write);
    reply(probe, new byte[16]);
    client.done(Command.DEVICE_RESET, new byte[0]);
  }
}
