package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are none of VFIO's in the place of those: accesses work, and ioctls are refused. */
class VfioFilesTest {
  private final Arena arena = Arena.ofAuto();

  private static void assertErrno(String name, Runnable action) {
    assertEquals(name, assertThrows(LinuxException.class, action::run).errnoName());
  }

  @Test
  void readsAndWritesRegistersOfTheirWidth() {
    Descriptor file = Memfd.create("registers", 64);
    try (KernelDevice device = new VfioDeviceFile(file)) {
      device.write(8, 8, 0x8877_6655_4433_2211L);
      assertEquals(0x2211, device.read(8, 2));
      assertEquals(0xffff_ffffL & 0x8877_6655L, device.read(12, 4));
      device.write(15, 1, 0x1ff);
      assertEquals(0xff77_6655_4433_2211L, device.read(8, 8));
      assertErrno("EIO", () -> device.read(62, 4));
    }
    assertTrue(file.isClosed());
  }

  @Test
  void readsAndWritesManyAsFarAsThereAre() {
    try (KernelDevice device = new VfioDeviceFile(Memfd.create("registers", 64))) {
      MemorySegment bytes = arena.allocate(48).fill((byte) 7);
      assertEquals(48, device.write(4, bytes));
      assertEquals(16, device.read(48, bytes));
      assertEquals(0x0707_0707_0000_0000L, device.read(0, 8));
    }
  }

  @Test
  void tellsWhichRequestFailed() {
    try (KernelDevice device = new VfioDeviceFile(Memfd.create("no device", 64));
        EventFd eventFd = EventFd.create()) {
      List<Runnable> requests =
          List.of(
              () -> used(device::resettable),
              () -> used(() -> device.region(0)),
              () -> used(() -> device.irq(0)),
              () -> device.signal(0, 0, List.of(eventFd)),
              () -> device.off(0),
              device::unmaskPin,
              device::reset);
      requests.forEach(request -> assertErrno("ENOTTY", request));
      assertTrue(
          assertThrows(LinuxException.class, device::reset).getMessage().contains("DEVICE_RESET"));
    }
  }

  private static void used(Supplier<?> question) {
    assertEquals("an answer", question.get());
  }

  @Test
  void groupsAndContainersToo() {
    Descriptor one = Memfd.create("no group", 64);
    Descriptor other = Memfd.create("no container", 64);
    try (KernelGroup group = new VfioGroupFile(one, other)) {
      assertErrno("ENOTTY", () -> group.device("0000:01:00.0").close());
      assertErrno("ENOTTY", () -> group.map(0, arena.allocate(4096), true, true));
      assertErrno("ENOTTY", () -> group.unmap(0, 4096));
    }
    assertTrue(one.isClosed() && other.isClosed());
  }

  @Test
  void leavesNothingOpenOfAFolderThatIsNotVfios(@TempDir Path folder) throws IOException {
    assertErrno("ENOENT", () -> new VfioFolder(folder).open(5).close());
    Files.createFile(folder.resolve("vfio"));
    long before = open(folder);
    GroupUnusable unusable =
        assertThrows(GroupUnusable.class, () -> new VfioFolder(folder).open(5).close());
    assertEquals(GroupUnusable.Reason.VERSION, unusable.reason());
    assertEquals(before, open(folder));
  }

  private static long open(Path folder) throws IOException {
    try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
      return numbers.filter(number -> target(number).startsWith(folder)).count();
    }
  }

  private static Path target(Path number) {
    try {
      return Files.readSymbolicLink(number);
    } catch (IOException closedMeanwhile) {
      return Path.of("/");
    }
  }
}
