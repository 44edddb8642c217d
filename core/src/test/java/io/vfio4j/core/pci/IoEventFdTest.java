package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IOEVENTFD: an eventfd whose signal writes a register. */
class IoEventFdTest {
  private static final int NOT_AN_EVENTFD = 5000;

  private final FakeBar bar0 = FakeBar.memory64(0x4000);
  private final FakeBar ports = FakeBar.io(0x20);
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private Executor worker = Runnable::run;
  private final Opened opened =
      Opened.on(
          RegionsTest.withMsixTable(FakeBar.memory64(0x4000)).with(0, bar0).with(4, ports),
          task -> worker.execute(task));
  private final Map<Integer, FakeNotifier> files = new HashMap<>();

  private long ioctl(int argsz, int flags, long bar, long offset, long data, int fd) {
    ByteBuffer struct = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    struct.putInt(argsz).putInt(flags).putLong((bar << 40) + offset).putLong(data).putInt(fd);
    return opened
        .device()
        .ioctl(
            new IoctlRequest(
                IoctlRequest.IOEVENTFD, MemorySegment.ofArray(struct.array()), this::eventFd));
  }

  private FakeNotifier eventFd(int number) {
    if (number == NOT_AN_EVENTFD) {
      throw VfioException.refused(Errno.EINVAL, "a file");
    }
    FakeNotifier found = files.get(number);
    if (found == null) {
      throw VfioException.refused(Errno.EBADF, "not open");
    }
    return found;
  }

  private FakeNotifier open(int number) {
    FakeNotifier notifier = new FakeNotifier();
    files.put(number, notifier);
    return notifier;
  }

  @Test
  void oneThatCannotBeWatchedIsNotTakenUp() {
    files.put(9, FakeNotifier.unwatchable());
    assertErrno(Errno.ENOSPC, () -> ioctl(32, 1, 0, 0x101, 0x44, 9));
    assertTrue(files.get(9).closed());
    open(9);
    assertEquals(0, ioctl(32, 1, 0, 0x101, 0x44, 9));
  }

  @ParameterizedTest
  @CsvSource({
    "1, w1@101=44",
    "2, w1@101=44 w1@102=33",
    "4, w1@101=44 w2@102=2233 w1@104=11",
    "8, w1@101=44 w2@102=2233 w4@104=11 w1@108=0",
  })
  void writesAsManyBytesOfItsDataWhereverTheyLie(int width, String accesses) {
    FakeNotifier doorbell = open(3);
    assertEquals(0, ioctl(28, width, 0, 0x101, 0x11223344, 3));
    doorbell.signalFromClient();
    assertEquals(accesses, String.join(" ", bar0.takeAccesses()));
  }

  @Test
  void writesOnEachSignal() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0x10, 0xffff_ffff_8765_4321L, 3);
    assertEquals(List.of(), bar0.takeAccesses());
    doorbell.signalFromClient();
    doorbell.signalFromClient();
    assertEquals(List.of("w4@10=87654321", "w4@10=87654321"), bar0.takeAccesses());
  }

  @Test
  void writesOnceForSignalsThatComeBeforeTheWorker() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0x10, 1, 3);
    worker = waiting::add;
    doorbell.signalFromClient();
    doorbell.signalFromClient();
    assertEquals(1, waiting.size());
    waiting.remove().run();
    doorbell.signalFromClient();
    waiting.remove().run();
    assertEquals(List.of("w4@10=1", "w4@10=1"), bar0.takeAccesses());
  }

  @Test
  void writesWithoutTheWorkerIfThatTakesNothingMore() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0x10, 1, 3);
    worker =
        _ -> {
          throw VfioException.refused(Errno.EAGAIN, "too much to do");
        };
    doorbell.signalFromClient();
    assertEquals(List.of("w4@10=1"), bar0.takeAccesses());
  }

  @Test
  void writesNothingWhileMemorySpaceIsOffButToPorts() {
    FakeNotifier doorbell = open(3);
    FakeNotifier port = open(4);
    ioctl(32, 4, 0, 0x10, 1, 3);
    ioctl(32, 2, 4, 0x10, 1, 4);
    opened.config(0x04, 2, 0);
    doorbell.signalFromClient();
    port.signalFromClient();
    assertEquals(List.of(), bar0.takeAccesses());
    assertEquals(List.of("w2@10=1"), ports.takeAccesses());
    opened.config(0x04, 2, 2);
    doorbell.signalFromClient();
    assertEquals(List.of("w4@10=1"), bar0.takeAccesses());
  }

  @ParameterizedTest
  @CsvSource({
    "27, 4, 0, 0x10",
    "0, 4, 0, 0x10",
    "32, 0, 0, 0x10",
    "32, 3, 0, 0x10",
    "32, 16, 0, 0x10",
    "32, 20, 0, 0x10",
    "32, 4, 1, 0",
    "32, 4, 6, 0",
    "32, 4, 7, 0",
    "32, 4, 0xffffff, 0",
    "32, 4, 0, 0x3ffd",
    "32, 1, 0, 0x4000",
    "32, 8, 0, 0xfffffffff8",
    "32, 4, 2, 0x2000",
    "32, 4, 2, 0x207f",
    "32, 2, 2, 0x1fff",
  })
  void answersEinvalToWhatIsNoRegister(int argsz, int flags, String bar, String offset) {
    open(3);
    assertErrno(
        Errno.EINVAL, () -> ioctl(argsz, flags, Long.decode(bar), Long.decode(offset), 0, 3));
  }

  @Test
  void takesWhatIsBesideTheMsixTable() {
    open(3);
    assertEquals(0, ioctl(32, 4, 2, 0x1ffc, 0, 3));
    assertEquals(0, ioctl(32, 4, 2, 0x2080, 0, 3));
  }

  @Test
  void answersEinvalToAShortArgument() {
    IoctlRequest request =
        new IoctlRequest(IoctlRequest.IOEVENTFD, MemorySegment.ofArray(new byte[27]));
    assertErrno(Errno.EINVAL, () -> opened.device().ioctl(request));
  }

  @ParameterizedTest
  @CsvSource({"-2, EINVAL", "-1, ENODEV", "5, EBADF", "5000, EINVAL"})
  void needsAnEventFd(int fd, Errno errno) {
    assertErrno(errno, () -> ioctl(32, 4, 0, 0, 0, fd));
  }

  @Test
  void isOneForEachRegisterDataAndWidth() {
    open(3);
    open(4);
    assertEquals(0, ioctl(32, 4, 0, 0, 0, 3));
    assertErrno(Errno.EEXIST, () -> ioctl(32, 4, 0, 0, 0, 4));
    assertErrno(Errno.EEXIST, () -> ioctl(32, 4, 0, 0, 0, 5));
    assertEquals(0, ioctl(32, 4, 0, 0, 1, 4));
    assertErrno(Errno.EBADF, () -> ioctl(32, 2, 0, 0, 0, 5));
  }

  @Test
  void isTakenAwayByNone() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0, 0, 3);
    assertEquals(0, ioctl(32, 4, 0, 0, 0, -1));
    assertTrue(doorbell.closed());
    doorbell.signalFromClient();
    assertEquals(List.of(), bar0.takeAccesses());
    assertErrno(Errno.ENODEV, () -> ioctl(32, 4, 0, 0, 0, -1));
  }

  @Test
  void writesNothingMoreOnceTakenAway() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0x10, 1, 3);
    worker = waiting::add;
    doorbell.signalFromClient();
    ioctl(32, 4, 0, 0x10, 1, -1);
    waiting.remove().run();
    assertEquals(List.of(), bar0.takeAccesses());
  }

  @Test
  void isOneOfAThousandAtMost() {
    for (int i = 0; i < 1000; i++) {
      open(i);
      assertEquals(0, ioctl(32, 4, 0, 0, i, i));
    }
    assertErrno(Errno.ENOSPC, () -> ioctl(32, 4, 0, 0, 1000, NOT_AN_EVENTFD));
    assertErrno(Errno.ENODEV, () -> ioctl(32, 4, 0, 0, 1000, -1));
    ioctl(32, 4, 0, 0, 7, -1);
    open(1000);
    assertEquals(0, ioctl(32, 4, 0, 0, 1000, 1000));
  }

  @Test
  void goesWithTheClient() {
    FakeNotifier doorbell = open(3);
    ioctl(32, 4, 0, 0, 0, 3);
    assertFalse(doorbell.closed());
    opened.device().close();
    assertTrue(doorbell.closed());
    opened.device().open();
    open(3);
    assertEquals(0, ioctl(32, 4, 0, 0, 0, 3));
  }
}
