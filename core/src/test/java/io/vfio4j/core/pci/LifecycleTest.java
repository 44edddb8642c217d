package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.core.host.InterruptKind;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  @Test
  void countsNineRegionsAndFiveIrqs() {
    var info = Opened.closed(FakeFunction.gpu()).info();

    assertEquals(9, info.regions());
    assertEquals(5, info.irqs());
    assertTrue(info.resettable());
  }

  @Test
  void hasOneIrqOfEachKindThatTheGpuHas() {
    VfioPciCore gpu = Opened.on(FakeFunction.gpu()).device();

    assertEquals(1, gpu.irqInfo(IrqIndex.INTX).count());
    assertEquals(1, gpu.irqInfo(IrqIndex.MSI).count());
    assertEquals(0, gpu.irqInfo(IrqIndex.MSIX).count());
    assertErrno(Errno.EINVAL, () -> gpu.irqInfo(5));
    assertErrno(Errno.EINVAL, () -> gpu.irqInfo(-1));
  }

  @Test
  void attachesAtOpenAndDetachesAtClose() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    assertTrue(function.attached());
    assertFalse(function.raise(InterruptKind.PIN, 0));

    gpu.device().close();
    assertFalse(function.attached());
    assertEquals(List.of("reset", "detach"), lastTwo(function.takeNotes()));
  }

  private static List<String> lastTwo(List<String> notes) {
    return notes.subList(notes.size() - 2, notes.size());
  }

  @Test
  void answersEinvalWhileItIsClosed() {
    VfioPciCore device = Opened.closed(FakeFunction.gpu());
    MemorySegment target = MemorySegment.ofArray(new byte[4]);

    assertErrno(Errno.EINVAL, () -> device.read(0, 0, target));
    assertErrno(Errno.EINVAL, () -> device.write(7, 0, target));
    assertErrno(Errno.EINVAL, () -> device.irqInfo(0));
    assertErrno(Errno.EINVAL, device::reset);
    assertErrno(Errno.EINVAL, device::close);
  }

  @Test
  void opensOnce() {
    Opened gpu = Opened.on(FakeFunction.gpu());

    assertErrno(Errno.EINVAL, () -> gpu.device().open());
  }

  @Test
  void resetsTheFunctionAndKeepsVirtualConfig() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    gpu.config(0x10, 4, 0xc0000000);
    gpu.device().reset();

    assertEquals(List.of("reset"), function.takeNotes());
    assertEquals(0xc000000c, gpu.config(0x10, 4));
  }

  @Test
  void hasNoResetWhereTheFunctionHasNone() {
    FakeFunction function = FakeFunction.gpu().withoutReset();
    Opened gpu = Opened.on(function);

    assertFalse(gpu.device().info().resettable());
    assertErrno(Errno.EINVAL, () -> gpu.device().reset());
    gpu.device().close();
    assertFalse(function.takeNotes().contains("reset"));
  }

  @Test
  void doesNotOpenWhileTheFunctionIsHeld() {
    FakeFunction function = FakeFunction.gpu();
    function.failReset(new VfioException(Errno.EAGAIN, "held by a test"));
    VfioPciCore device = Opened.closed(function);

    assertErrno(Errno.EAGAIN, device::open);
    assertFalse(function.attached());
    function.failReset(null);
    device.open();
    assertTrue(function.attached());
  }

  @Test
  void servesAFunctionWhoseResetFailsWithoutIt() {
    FakeFunction function = FakeFunction.gpu();
    function.failReset(new VfioException(Errno.ENOTTY, "no way"));
    Opened gpu = Opened.on(function);
    function.failReset(null);

    assertFalse(gpu.device().info().resettable());
    assertErrno(Errno.EINVAL, () -> gpu.device().reset());
  }

  @Test
  void passesTheErrnoOfALaterResetOn() {
    FakeFunction function = FakeFunction.gpu();
    Opened gpu = Opened.on(function);
    function.failReset(new VfioException(Errno.EAGAIN, "held by a test"));

    assertErrno(Errno.EAGAIN, () -> gpu.device().reset());
  }
}
