package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DmaEngineTest {
  private static final int ENGINE = 0x40;
  private static final int COMMAND = ENGINE + 0x10;
  private static final int STATUS = ENGINE + 0x14;
  private static final int TO_BAR = 1;
  private static final int TO_GUEST = 2;
  private static final int RAISE = 0x100;
  private static final int BUSY = 1;
  private static final int DONE = 2;
  private static final int FAILED = 3;
  private static final long GUEST = 0x1_0000_0000L;

  private final PlainFunction plain = new PlainFunction();

  @BeforeEach
  void becomeBusMaster() {
    plain.function.configWrite(4, 2, 0x0006);
  }

  @AfterEach
  void close() {
    plain.close();
  }

  private void command(long iova, long offset, long length, int command) {
    plain.bar(0).write(ENGINE, 8, iova);
    plain.bar(0).write(ENGINE + 8, 4, offset);
    plain.bar(0).write(ENGINE + 0xc, 4, length);
    plain.bar(0).write(COMMAND, 4, command);
  }

  private long status() {
    return plain.bar(0).read(STATUS, 4);
  }

  private byte[] inBar(long offset, int length) {
    byte[] bytes = new byte[length];
    assertEquals(length, plain.bar(2).copyOut(offset, MemorySegment.ofArray(bytes)));
    return bytes;
  }

  @Test
  void readsGuestMemoryIntoTheBar() {
    new Random(1).nextBytes(plain.guest.bytes);
    command(GUEST + 0x123, 0x456, 200_001, TO_BAR);
    assertEquals(BUSY, status());
    plain.work();
    assertEquals(DONE, status());
    byte[] expected = Arrays.copyOfRange(plain.guest.bytes, 0x123, 0x123 + 200_001);
    assertArrayEquals(expected, inBar(0x456, 200_001));
    assertEquals(0, plain.bar(2).read(0x455, 1));
    assertEquals(List.of(), plain.listener.delivered);
  }

  @Test
  void failsWhenTheWorkerTakesNoMore() {
    plain.function.attach(
        plain.listener,
        plain.guest,
        _ -> {
          throw VfioException.refused(Errno.EAGAIN, "4096 tasks are waiting already");
        });
    command(GUEST, 0, 4, TO_BAR | RAISE);
    assertEquals(FAILED, status());
    assertEquals(List.of(0), plain.listener.delivered);
  }

  @Test
  void writesTheBarToGuestMemory() {
    byte[] pattern = new byte[0x3000];
    new Random(2).nextBytes(pattern);
    assertEquals(0x3000, plain.bar(2).copyIn(0xfd000, MemorySegment.ofArray(pattern)));
    command(GUEST + 7, 0xfd000, 0x3000, TO_GUEST);
    plain.work();
    assertEquals(DONE, status());
    assertArrayEquals(pattern, Arrays.copyOfRange(plain.guest.bytes, 7, 7 + 0x3000));
    assertEquals(0, plain.guest.bytes[6]);
    assertEquals(0, plain.guest.bytes[7 + 0x3000]);
  }

  @ParameterizedTest
  @CsvSource({"0x100000000, 2", "0x500000000, 3"})
  void raisesVectorZeroAtTheEndIfAsked(String iova, int status) {
    plain.enableMsix();
    command(Long.decode(iova), 0, 16, TO_BAR | RAISE);
    assertEquals(List.of(), plain.listener.delivered);
    plain.work();
    assertEquals(status, status());
    assertEquals(List.of(0), plain.listener.delivered);
  }

  @Test
  void failsIfNotBusMaster() {
    plain.function.configWrite(4, 2, 0x0002);
    command(GUEST, 0, 16, TO_BAR);
    assertEquals(FAILED, status());
    assertEquals(List.of(), List.copyOf(plain.worker));
  }

  @Test
  void failsIfBusMasterGoesBeforeItRuns() {
    command(GUEST, 0, 16, TO_BAR);
    plain.function.configWrite(4, 2, 0x0002);
    plain.work();
    assertEquals(FAILED, status());
    assertEquals(List.of(), plain.guest.callers);
  }

  @Test
  void failsWhereGuestMemoryIsNotMapped() {
    command(GUEST + plain.guest.bytes.length - 8, 0, 16, TO_GUEST);
    plain.work();
    assertEquals(FAILED, status());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 0x100001", "0xfffff, 2", "0xffffffff, 0xffffffff"})
  void failsOutsideTheBar(String offset, String length) {
    command(GUEST, Long.decode(offset), Long.decode(length), TO_BAR);
    assertEquals(FAILED, status());
    assertEquals(List.of(), List.copyOf(plain.worker));
  }

  @Test
  void otherCommandsAndAWriteToTheStatusDoNothing() {
    command(GUEST, 0, 16, 0);
    command(GUEST, 0, 16, 3);
    plain.bar(0).write(STATUS, 4, DONE);
    assertEquals(0, status());
    assertEquals(List.of(), List.copyOf(plain.worker));
  }

  @Test
  void commandIsDroppedWhileOneRuns() {
    command(GUEST, 0, 16, TO_BAR);
    plain.bar(0).write(COMMAND, 4, TO_GUEST | RAISE);
    assertEquals(1, plain.worker.size());
    assertEquals(TO_BAR, plain.bar(0).read(COMMAND, 4));
  }

  @Test
  void resetGivesUpWhatHasNotRun() {
    plain.guest.bytes[0] = 1;
    command(GUEST, 0, 16, TO_BAR | RAISE);
    plain.function.reset();
    plain.work();
    assertEquals(0, status());
    assertEquals(0, plain.bar(0).read(ENGINE, 8));
    assertEquals(List.of(), plain.guest.callers);
  }

  @Test
  void resetInTheMiddleLeavesTheBarAsItIs() {
    plain.guest.bytes[0] = 1;
    plain.guest.beforeAccess = plain.function::reset;
    command(GUEST, 0, 16, TO_BAR | RAISE);
    plain.work();
    assertEquals(0, status());
    assertEquals(0, plain.bar(2).read(0, 1));
    assertEquals(List.of(), plain.listener.delivered);
  }

  @Test
  void clientThatGoesEndsWhatHasNotRun() {
    command(GUEST, 0, 16, TO_BAR | RAISE);
    plain.function.detach();
    plain.work();
    assertEquals(FAILED, status());
    assertEquals(List.of(), plain.guest.callers);
    command(GUEST, 0, 16, TO_BAR);
    assertEquals(FAILED, status());
  }

  @Test
  void detachWaitsForTheStepUnderWay() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    plain.guest.beforeAccess =
        () -> {
          inside.countDown();
          await(proceed);
        };
    command(GUEST, 0, 200_000, TO_BAR);
    Thread worker = Thread.ofPlatform().start(plain.worker.remove());
    await(inside);
    Thread session = Thread.ofPlatform().start(plain.function::detach);
    while (session.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    proceed.countDown();
    session.join();
    assertEquals(1, plain.guest.callers.size(), "no step after detach");
    worker.join();
    assertEquals(List.of(worker), plain.guest.callers);
    assertEquals(FAILED, status());
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
