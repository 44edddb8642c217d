package io.vfio4j.core.dma;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.FileIo;
import io.vfio4j.core.linux.Memfd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IovaSpaceTest {
  private static final long PAGE = 4096;

  private final IovaSpace space = new IovaSpace();
  private final Descriptor ram = Memfd.create("ram", 16 * PAGE);

  @AfterEach
  void close() {
    space.detach();
    ram.close();
  }

  private void mapRam(long iova, long size, long offset) {
    space.map(iova, size, true, true, ram, offset);
  }

  private static MemorySegment bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return MemorySegment.ofArray(bytes);
  }

  private byte[] read(long iova, int count) {
    byte[] bytes = new byte[count];
    space.read(iova, MemorySegment.ofArray(bytes));
    return bytes;
  }

  private static void assertErrno(Errno errno, Runnable action) {
    assertEquals(errno, assertThrows(VfioException.class, action::run).errno());
  }

  @Test
  void writesWhatTheClientSeesAndReadsWhatItWrote() {
    mapRam(0x10_0000, 2 * PAGE, PAGE);
    space.write(0x10_0010, bytes(1, 2, 3));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment seen = arena.allocate(3);
      FileIo.pread(ram, PAGE + 0x10, seen);
      assertArrayEquals(new byte[] {1, 2, 3}, seen.toArray(JAVA_BYTE));
      seen.set(JAVA_BYTE, 0, (byte) 9);
      FileIo.pwrite(ram, PAGE + 0x10, seen);
    }
    assertArrayEquals(new byte[] {9, 2, 3}, read(0x10_0010, 3));
  }

  @Test
  void aRangeMaySpanAreasThatTouch() {
    mapRam(0, PAGE, 4 * PAGE);
    mapRam(PAGE, PAGE, 0);
    mapRam(2 * PAGE, PAGE, 8 * PAGE);
    space.write(PAGE - 1, MemorySegment.ofArray(new byte[(int) PAGE + 2]).fill((byte) 7));
    byte[] all = read(PAGE - 1, (int) PAGE + 2);
    assertEquals(7, all[0]);
    assertEquals(7, all[(int) PAGE + 1]);
    assertErrno(Errno.EFAULT, () -> read(3 * PAGE - 1, 2));
  }

  @Test
  void whatIsNotMappedFaults() {
    assertErrno(Errno.EFAULT, () -> read(0, 1));
    mapRam(PAGE, PAGE, 0);
    assertErrno(Errno.EFAULT, () -> read(PAGE - 1, 2));
    assertErrno(Errno.EFAULT, () -> read(-1, 2));
    assertEquals(0, read(12345, 0).length);
  }

  @Test
  void refusesWhatADeviceMayNotDo() {
    space.map(0, PAGE, true, false, ram, 0);
    space.map(PAGE, PAGE, false, true, ram, 0);
    space.map(2 * PAGE, PAGE, true, false);
    assertErrno(Errno.EFAULT, () -> space.write(0, bytes(1)));
    assertErrno(Errno.EFAULT, () -> read(PAGE, 1));
    assertErrno(Errno.EFAULT, () -> space.write(2 * PAGE, bytes(1)));
  }

  @Test
  void areasDoNotOverlapAtAnyAddress() {
    space.map(0x8000_0000_0000_0000L - PAGE, 2 * PAGE, true, true);
    space.map(-PAGE, PAGE, true, true);
    space.map(0, PAGE, true, true);
    assertErrno(Errno.EEXIST, () -> space.map(0, PAGE, true, true));
    assertErrno(Errno.EEXIST, () -> space.map(0x8000_0000_0000_0000L, PAGE, true, true));
    assertErrno(Errno.EEXIST, () -> space.map(PAGE, 0x8000_0000_0000_0000L, true, true));
    assertErrno(Errno.EEXIST, () -> space.map(1, -1, true, true));
    assertErrno(Errno.EINVAL, () -> space.map(2, -1, true, true));
    assertErrno(Errno.EINVAL, () -> space.map(PAGE, 0, true, true));
    assertEquals(3, space.areaCount());
  }

  @Test
  void anAreaLargerThanTheFileIsRefused() {
    assertErrno(Errno.EINVAL, () -> mapRam(0, 17 * PAGE, 0));
    assertErrno(Errno.EINVAL, () -> mapRam(0, PAGE, 16 * PAGE));
    assertErrno(Errno.EINVAL, () -> mapRam(0, PAGE, -PAGE));
    assertErrno(Errno.EINVAL, () -> mapRam(0, Long.MAX_VALUE, PAGE));
    assertErrno(Errno.EINVAL, () -> mapRam(0, PAGE, 5));
    assertEquals(0, space.areaCount());
  }

  @Test
  void onlyWhatWasMappedIsUnmapped() {
    mapRam(PAGE, 2 * PAGE, 0);
    assertErrno(Errno.ENOENT, () -> space.unmap(PAGE, PAGE));
    assertErrno(Errno.ENOENT, () -> space.unmap(2 * PAGE, PAGE));
    assertErrno(Errno.ENOENT, () -> space.unmap(0, 2 * PAGE));
    assertErrno(Errno.ENOENT, () -> space.unmap(0, 0));
    assertErrno(Errno.ENOENT, () -> space.unmap(2 * PAGE, -PAGE));
    space.unmap(PAGE, 2 * PAGE);
    assertErrno(Errno.EFAULT, () -> read(PAGE, 1));
    assertErrno(Errno.ENOENT, () -> space.unmap(PAGE, 2 * PAGE));
  }

  @Test
  void aRangeThatCoversSeveralAreasTakesThemAll() {
    mapRam(PAGE, PAGE, 0);
    space.map(4 * PAGE, 2 * PAGE, true, true);
    mapRam(8 * PAGE, 2 * PAGE, PAGE);
    assertErrno(Errno.ENOENT, () -> space.unmap(0, 9 * PAGE));
    assertEquals(3, space.areaCount());
    space.unmap(0, 8 * PAGE);
    assertEquals(1, space.areaCount());
    assertErrno(Errno.EFAULT, () -> read(PAGE, 1));
    mapRam(0, 8 * PAGE, 0);
    space.unmap(0, -PAGE);
    assertEquals(0, space.areaCount());
  }

  @Test
  void aLargeAreaTakesNoMemory() throws IOException {
    try (Descriptor large = Memfd.create("large", 96L << 30)) {
      space.map(1L << 40, 96L << 30, true, true, large, 0);
      space.map(1L << 41, 128L << 30, true, true);
      assertEquals(0, Memfd.allocatedBytes(large));
      assertEquals(1, mappingsOf("large"));
      space.unmapAll();
      assertEquals(0, mappingsOf("large"));
    }
  }

  private static long mappingsOf(String memfd) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("/memfd:" + memfd)).count();
    }
  }

  @Test
  void memoryThatTheClientTakesAwayFaults() throws IOException {
    Path file = Files.createTempFile(Path.of("/dev/shm"), "vfio4j", ".ram");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(4 * PAGE);
      try (Descriptor descriptor = open(file, "rw")) {
        space.map(0, 4 * PAGE, true, true, descriptor, 0);
      }
      assertEquals(1, read(0, 1).length);
      access.setLength(0);
      assertErrno(Errno.EFAULT, () -> read(PAGE, 64));
      assertErrno(Errno.EFAULT, () -> space.write(PAGE, bytes(1, 2, 3)));
    } finally {
      Files.delete(file);
    }
  }

  /** A descriptor of a file, by way of the JDK's own. */
  private static Descriptor open(Path file, String mode) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), mode);
        Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
      access.length();
      int number =
          numbers
              .filter(link -> isLinkTo(link, file))
              .mapToInt(link -> Integer.parseInt(link.getFileName().toString()))
              .max()
              .orElseThrow();
      return Descriptor.inherited(number).duplicate();
    }
  }

  private static boolean isLinkTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void areasWithoutMemoryAreAskedFor() {
    List<String> asked = new ArrayList<>();
    space.attach(new Asked(asked));
    space.map(0x1000, 0x1000, true, true);
    mapRam(0x2000, PAGE, 0);
    space.write(0x1ffe, bytes(1, 2, 3));
    read(0x1100, 4);
    assertEquals(List.of("write 1ffe 2", "read 1100 4"), asked);
    assertArrayEquals(new byte[] {3}, read(0x2000, 1));
  }

  @Test
  void nothingMoreIsAskedForOnceTheAreaIsGone() {
    List<Long> asked = new ArrayList<>();
    MessageDma client = mock();
    doAnswer(
            call -> {
              asked.add(call.getArgument(1, MemorySegment.class).byteSize());
              space.unmap(0, 1 << 20);
              return null;
            })
        .when(client)
        .write(anyLong(), any());
    space.attach(client);
    space.map(0, 1 << 20, true, true);
    assertErrno(Errno.EFAULT, () -> space.write(0, bytes(new int[100_000])));
    assertEquals(List.of(65536L), asked);
  }

  private record Asked(List<String> log) implements MessageDma {
    @Override
    public void read(long iova, MemorySegment target) {
      log.add("read %x %d".formatted(iova, target.byteSize()));
    }

    @Override
    public void write(long iova, MemorySegment source) {
      log.add("write %x %d".formatted(iova, source.byteSize()));
    }
  }

  @Test
  void aFileThatIsNoMemoryIsNotMappedAndTheClientAsked() throws IOException {
    List<String> asked = new ArrayList<>();
    space.attach(new Asked(asked));
    try (Descriptor file = open(Path.of("/proc/version"), "r")) {
      space.map(0x1000, PAGE, true, true, file, 0);
    }
    read(0x1100, 4);
    assertEquals(List.of("read 1100 4"), asked);
  }

  @Test
  void whatCannotBeMappedAtAllIsRefused() {
    try (EventFd eventFd = EventFd.create()) {
      assertErrno(Errno.EINVAL, () -> space.map(0, PAGE, true, true, eventFd.descriptor(), 0));
    }
    assertEquals(0, space.areaCount());
  }

  @Test
  void areasBeyondWhatAllClientsMayHaveMappedAreAskedFor() {
    List<String> asked = new ArrayList<>();
    IovaSpace other = new IovaSpace();
    other.attach(new Asked(asked));
    withoutBudget(() -> {
      other.map(0, PAGE, true, true, ram, 0);
      other.read(0, bytes(0));
      assertEquals(List.of("read 0 1"), asked);
      other.unmapAll();
    });
    other.map(0, PAGE, true, true, ram, 0);
    other.read(0, bytes(0));
    other.detach();
    assertEquals(1, asked.size());
  }

  private static void withoutBudget(Runnable action) {
    int mappings = 0;
    while (MappingBudget.take()) {
      mappings++;
    }
    try {
      action.run();
    } finally {
      for (int i = 0; i < mappings; i++) {
        MappingBudget.give();
      }
    }
  }

  /** It would do its DMA to where nothing is, and the client would not know why. */
  @Test
  void hardwaresAreasAreRefusedBeyondWhatAllClientsMayHaveMapped() {
    IommuMappings hardware = mock();
    when(hardware.needsMappings()).thenReturn(true);
    IovaSpace other = new IovaSpace(hardware);
    withoutBudget(() -> {
      assertErrno(Errno.ENOSPC, () -> other.map(0, PAGE, true, true, ram, 0));
      other.map(0, PAGE, true, true);
    });
    assertEquals(1, other.areaCount());
  }

  @Test
  void whenNobodyIsThereToAskTheDeviceIsToldSo() {
    space.map(0, PAGE, true, true);
    assertErrno(Errno.ENODEV, () -> read(0, 1));
  }

  @Test
  void unmappingUnderCopiesIsSafe() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Throwable> others = new ArrayList<>();
    Thread copier =
        Thread.ofPlatform()
            .start(() -> {
              byte[] bytes = new byte[16 * (int) PAGE];
              while (!over.get()) {
                try {
                  space.read(0, MemorySegment.ofArray(bytes));
                  space.write(0, MemorySegment.ofArray(bytes));
                } catch (VfioException e) {
                  if (e.errno() != Errno.EFAULT) {
                    others.add(e);
                  }
                } catch (RuntimeException | Error e) {
                  others.add(e);
                }
              }
            });
    for (int i = 0; i < 2000; i++) {
      mapRam(0, 16 * PAGE, 0);
      space.unmap(0, 16 * PAGE);
    }
    over.set(true);
    copier.join();
    assertEquals(List.of(), others);
  }

  @Test
  void holdsNoMoreAreasThanAnnounced() {
    for (int i = 0; i < AreaTable.MOST_AREAS; i++) {
      space.map(i * PAGE, PAGE, true, true);
    }
    assertErrno(Errno.ENOSPC, () -> space.map(-PAGE, PAGE, true, true));
    space.unmap(0, PAGE);
    space.map(-PAGE, PAGE, true, true);
    assertEquals(AreaTable.MOST_AREAS, space.areaCount());
  }
}
