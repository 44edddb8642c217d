package io.vfio4j.core.host.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.Caching;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostBar.Kind;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VfioFunctionTest {
  private static final String ADDRESS = "0000:01:00.0";
  private static final InterruptListener NOBODY = (_, _) -> false;

  @TempDir Path folder;
  private FakeMachine machine;
  private FakeDevice device;
  private VfioHost host;

  @BeforeEach
  void machine() throws IOException {
    machine = new FakeMachine(folder);
    machine.function(ADDRESS, "vfio-pci", 1);
    device = machine.device(ADDRESS, 1);
    device.config(0x00, 4, 0x11e8_1234);
    device.config(0x08, 4, 0x00ff_0010);
    device.config(0x2c, 4, 0x1100_1af4);
  }

  @AfterEach
  void close() {
    host.close();
    assertTrue(device.closed);
  }

  private HostFunction function() {
    host = machine.open("vfio:" + ADDRESS);
    device.taken();
    return host.functions().getFirst();
  }

  private static void assertErrno(Errno errno, Runnable action) {
    assertEquals(errno, assertThrows(VfioException.class, action::run).errno());
  }

  @Test
  void isWhatConfigSpaceSays() {
    HostFunction function = function();
    assertEquals(new PciIds(0x1234, 0x11e8, 0x1af4, 0x1100, 0x00ff00), function.ids());
    assertEquals(256, function.configSize());
    assertEquals(1, function.iommuGroup());
    assertTrue(function.property("nvidia,gpu-mem-base-pa").isEmpty());
    assertEquals(List.of(), function.resetTogether());
    assertErrno(Errno.EOPNOTSUPP, () -> function.map(0, 4096, Caching.CACHED).close());
  }

  @Test
  void accessesConfigSpaceByTheWidthThatWasAsked() {
    HostFunction function = function();
    function.configWrite(0x3c, 1, 0xab);
    assertEquals(0xab, function.configRead(0x3c, 2));
    assertEquals(List.of("write 7003c/1", "read 7003c/2"), device.taken());
  }

  @Test
  void configSpaceOfADeviceThatIsGoneReadsAsOnes() {
    HostFunction function = function();
    device.fail(FakeDevice.ENODEV);
    function.configWrite(4, 2, 7);
    assertEquals(0xff, function.configRead(0, 1));
    assertEquals(0xffff, function.configRead(0, 2));
    assertEquals(-1, function.configRead(0, 4));
  }

  /** The kernel's copy of MSI's control register takes what hardware does not. */
  @Test
  void keepsWhatHardwareSaysOfItsMsi() {
    device.config(0x06, 2, 0x10);
    device.config(0x34, 1, 0x40);
    device.config(0x40, 4, 0x0000_5001);
    device.config(0x50, 4, 0x0086_0005);
    HostFunction function = function();
    function.configWrite(0x52, 2, 0xffff);
    assertEquals(0xfff7, function.configRead(0x52, 2));
    function.configWrite(0x52, 1, 0);
    assertEquals(0x86, function.configRead(0x52, 1));
    function.configWrite(0x50, 4, 0x0011_0005);
    assertEquals(0x0097_0005, function.configRead(0x50, 4));
    function.configWrite(0x53, 1, 0x8e);
    assertEquals(0x8e97, function.configRead(0x52, 2), "another byte");
    function.detach();
    assertEquals(0x8e86, function.configRead(0x52, 2), "not for the next client");
  }

  @Test
  void hasTheBarsThatTheKernelShows() {
    device.region(0, 0x1000);
    device.config(0x10, 4, 0xfebf_0000);
    device.region(2, 0x20);
    device.config(0x18, 4, 0xc001);
    device.region(4, 0x4000);
    device.config(0x20, 8, 0x1_8000_000cL);
    device.region(6, 0x800);
    device.config(0x30, 4, 0xfe00_0001);
    HostFunction function = function();
    assertBar(function.bar(0), Kind.MEMORY_32, false, 0xfebf_0000L);
    assertBar(function.bar(2), Kind.IO, false, 0xc000);
    assertBar(function.bar(4), Kind.MEMORY_64, true, 0x1_8000_0000L);
    assertBar(function.bar(6), Kind.MEMORY_32, false, 0xfe00_0000L);
    for (int absent : List.of(1, 3, 5)) {
      assertEquals(Optional.empty(), function.bar(absent));
    }
  }

  private static void assertBar(Optional<HostBar> bar, Kind kind, boolean prefetch, long address) {
    assertEquals(kind, bar.orElseThrow().kind());
    assertEquals(prefetch, bar.orElseThrow().prefetchable());
    assertEquals(address, bar.orElseThrow().address());
    assertEquals(List.of(), bar.orElseThrow().mappableAreas());
  }

  @Test
  void roundsAnOddSizeUpAndReadsAsOnesBehind() {
    device.region(4, 0x3000);
    device.bar(4, 0x2ff8, 8, 0x1122_3344_5566_7788L);
    HostBar bar = function().bar(4).orElseThrow();
    assertEquals(0x4000, bar.size());
    assertEquals(0x3000, bar.contentSize());
    assertEquals(0x1122_3344_5566_7788L, bar.read(0x2ff8, 8));
    assertEquals(-1, bar.read(0x3000, 8));
    assertEquals(0xffff_ffffL, bar.read(0x3ffc, 4));
    bar.write(0x3000, 4, 0);
    assertEquals(List.of("read 42ff8/8"), device.taken(), "nothing is asked behind the end");
  }

  @Test
  void letsTheKernelCutWhatIsLong() {
    device.region(0, 0x1000);
    HostBar bar = function().bar(0).orElseThrow();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(64).fill((byte) 9);
      assertEquals(64, bar.copyIn(0x10, bytes));
      assertEquals(16, bar.copyOut(0xff0, bytes));
      assertEquals(0, bar.copyOut(0x1000, bytes));
      assertEquals(List.of("write 10+64", "read ff0+16"), device.taken());
    }
    MemorySegment heap = MemorySegment.ofArray(new byte[64]);
    assertEquals(0, bar.copyOut(0, heap) + bar.copyIn(0, heap), "the kernel cannot reach these");
  }

  @Test
  void aBarSaysWhatTheKernelSays() {
    device.region(0, 0x1000);
    HostBar bar = function().bar(0).orElseThrow();
    device.fail(FakeDevice.EIO);
    assertErrno(Errno.EIO, () -> bar.read(0, 4));
    assertErrno(Errno.EIO, () -> bar.write(0, 4, 0));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(64);
      assertErrno(Errno.EIO, () -> bar.copyOut(0, bytes));
      assertErrno(Errno.EIO, () -> bar.copyIn(0, bytes));
    }
  }

  @Test
  void isResetByTheKernel() {
    HostFunction function = function();
    assertTrue(function.resettable());
    function.reset();
    assertEquals(List.of("reset"), device.taken());
    assertEquals(1, function.resets());
    device.fail(FakeDevice.EIO);
    assertErrno(Errno.EIO, function::reset);
    assertEquals(1, function.resets());
  }

  @Test
  void itsPinIsUpByTheStatusRegisterOrAVariant() {
    HostFunction function = function();
    function.attach(NOBODY, new IovaSpace(), Runnable::run);
    device.config(0x06, 2, 0xfff7);
    assertFalse(function.pinAsserted());
    device.config(0x06, 2, 0x0008);
    assertTrue(function.pinAsserted());
    device.config(0x06, 2, 0);
    function.raiseInterrupt(0);
    assertTrue(function.pinAsserted());
    function.lowerInterrupt();
    assertFalse(function.pinAsserted());
  }

  @Test
  void itsGroupIsFreeWhateverFailsAtAClientsEnd() throws IOException {
    machine.function("0000:01:00.1", "vfio-pci", 1);
    host = machine.open("vfio");
    HostFunction first = host.functions().get(0);
    HostFunction second = host.functions().get(1);
    IovaSpace memory = new IovaSpace();
    first.attach(NOBODY, memory, Runnable::run);
    first.interruptsOn(InterruptKind.MSI, 1);
    device.offFailure = new IllegalStateException("closed");
    assertThrows(IllegalStateException.class, first::detach);
    second.attach(NOBODY, memory, Runnable::run);
    second.detach();
  }

  @Test
  void isNotResettableIfTheKernelSaysSo() {
    device.resettable = false;
    assertFalse(function().resettable());
  }
}
