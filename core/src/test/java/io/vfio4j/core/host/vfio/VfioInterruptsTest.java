package io.vfio4j.core.host.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.EventFdWatcher;
import io.vfio4j.core.linux.VfioIrq;
import io.vfio4j.core.vmm.session.LinesLogged;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VfioInterruptsTest {
  private static final int MSIX = 2;

  private final FakeDevice device = new FakeDevice();
  private final EventFdWatcher watcher = new EventFdWatcher("interrupts");
  private final LinesLogged log = new LinesLogged();
  private final VfioInterrupts interrupts =
      new VfioInterrupts(PciAddress.parse("0000:01:00.0"), device, watcher, log);
  private final Listener listener = new Listener();

  /** What came, whether or not it was taken. */
  private static final class Listener implements InterruptListener {
    final BlockingQueue<String> came = new LinkedBlockingQueue<>();
    volatile boolean taking = true;

    @Override
    public boolean interrupt(InterruptKind kind, int vector) {
      came.add((taking ? "" : "not ") + kind + " " + vector);
      return taking;
    }

    @Override
    public void restore() {
      came.add("restore");
    }
  }

  @BeforeEach
  void attach() {
    interrupts.attach(listener);
    device.irqs.put(MSIX, new VfioIrq(8, false));
  }

  @AfterEach
  void close() {
    interrupts.detach();
    watcher.close();
  }

  @Test
  void tellsOfEachVectorThatFires() throws InterruptedException {
    interrupts.on(InterruptKind.MSI, 2);
    device.fire(1);
    assertEquals("MSI 1", listener.came.take());
    device.fire(0);
    assertEquals("MSI 0", listener.came.take());
    assertEquals(List.of("signal 1: 0+2"), device.taken());
  }

  @Test
  void keepsWhatIsNotTakenAndSendsItAgainOnce() throws InterruptedException {
    interrupts.on(InterruptKind.MSI_X, 4);
    listener.taking = false;
    device.fire(3);
    assertEquals("not MSI_X 3", listener.came.take());
    interrupts.unmasked(2);
    interrupts.unmasked(3);
    assertEquals("not MSI_X 3", listener.came.take(), "still pending");
    listener.taking = true;
    interrupts.unmasked(3);
    interrupts.unmasked(3);
    assertEquals("MSI_X 3", listener.came.take());
    assertNull(listener.came.poll());
  }

  @Test
  void addsVectorsWhereTheKernelCan() {
    interrupts.on(InterruptKind.MSI_X, 1);
    interrupts.on(InterruptKind.MSI_X, 5);
    interrupts.on(InterruptKind.MSI_X, 3);
    assertEquals(List.of("signal 2: 0+1", "signal 2: 1+4"), device.taken());
  }

  @Test
  void turnsAllOnWhereItCannotAddMore() {
    device.irqs.put(MSIX, new VfioIrq(8, true));
    interrupts.on(InterruptKind.MSI_X, 1);
    interrupts.on(InterruptKind.MSI_X, 5);
    assertEquals(List.of("signal 2: 0+8"), device.taken());
  }

  @Test
  void unmasksThePinInTheKernel() throws InterruptedException {
    interrupts.pinUnmasked();
    interrupts.on(InterruptKind.PIN, 1);
    device.fire(0);
    assertEquals("PIN 0", listener.came.take());
    interrupts.pinUnmasked();
    interrupts.off(InterruptKind.PIN);
    interrupts.pinUnmasked();
    assertEquals(List.of("signal 0: 0+1", "unmask", "off 0"), device.taken());
  }

  /** Its eventfd unmasks as often as the client likes. */
  @Test
  void aClientOfADeviceThatIsGoneDoesNotFillTheLog() throws InterruptedException {
    interrupts.on(InterruptKind.PIN, 1);
    device.fail(FakeDevice.ENODEV);
    interrupts.pinUnmasked();
    assertTrue(log.next().startsWith("0000:01:00.0: "));
    interrupts.pinUnmasked();
    assertTrue(log.isEmpty());
    interrupts.attach(listener);
    interrupts.pinUnmasked();
    assertFalse(log.isEmpty(), "another client");
  }

  @Test
  void leavesNothingOnOrOpen() {
    interrupts.on(InterruptKind.MSI, 1);
    EventFd eventFd = device.eventFd(0);
    assertNotNull(eventFd);
    interrupts.off(InterruptKind.PIN);
    assertFalse(eventFd.descriptor().isClosed(), "another kind was turned off");
    interrupts.off(InterruptKind.MSI);
    assertTrue(eventFd.descriptor().isClosed());
    interrupts.on(InterruptKind.MSI_X, 2);
    interrupts.detach();
    assertEquals(List.of("signal 1: 0+1", "off 1", "signal 2: 0+2", "off 2"), device.taken());
  }

  @Test
  void whatCannotBeTurnedOnIsOff() throws InterruptedException {
    device.fail(FakeDevice.EIO);
    VfioException refused =
        assertThrows(VfioException.class, () -> interrupts.on(InterruptKind.MSI, 1));
    assertEquals(Errno.EIO, refused.errno());
    device.fail(0);
    interrupts.on(InterruptKind.PIN, 1);
    device.fire(0);
    assertEquals("PIN 0", listener.came.take());
  }

  @Test
  void nothingIsPendingAfterAReset() throws InterruptedException {
    interrupts.on(InterruptKind.MSI_X, 1);
    listener.taking = false;
    device.fire(0);
    listener.came.take();
    interrupts.reset();
    assertEquals("restore", listener.came.take());
    interrupts.unmasked(0);
    assertNull(listener.came.poll());
  }

  @Test
  void aVariantRaisesByTheKindThatIsOn() throws InterruptedException {
    interrupts.raise(0);
    interrupts.raise(0);
    assertEquals("PIN 0", listener.came.take());
    assertTrue(interrupts.raisedPin());
    interrupts.lower();
    assertFalse(interrupts.raisedPin());
    interrupts.on(InterruptKind.MSI_X, 1);
    interrupts.raise(6);
    assertEquals("MSI_X 6", listener.came.take());
    assertNull(listener.came.poll());
  }

  @Test
  void aVariantInterruptsNobodyWhileNobodyIsThere() {
    interrupts.detach();
    interrupts.raise(0);
    assertFalse(interrupts.raisedPin());
  }
}
