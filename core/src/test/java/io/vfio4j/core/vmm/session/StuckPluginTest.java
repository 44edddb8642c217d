package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.limit.TimeLimits;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.vmm.protocol.Command;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugin code that does not return ends its function's service, and nothing else. */
@Timeout(60)
class StuckPluginTest {
  private static final Duration LIMIT = Duration.ofMillis(200);

  @TempDir private Path directory;

  private final Watchdog watchdog = new Watchdog(new TimeLimits(LIMIT, Duration.ZERO));
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  @AfterEach
  void letEverythingGo() {
    letGo.countDown();
    watchdog.close();
  }

  private ServedPlugin serve(VariantProbe probe) {
    return new ServedPlugin(directory.resolve("acme.sock"), watchdog, probe::device);
  }

  /** Makes a device. */
  private interface VariantProbe {
    VfioDevice device(DeviceContext context);
  }

  /** As code that neither returns nor cares for an interrupt. */
  private void hang() {
    boolean over = false;
    while (!over) {
      try {
        letGo.await();
        over = true;
      } catch (InterruptedException e) {
        // Deaf.
      }
    }
  }

  private final class HangsInReset extends ForwardingVfioDevice {

    HangsInReset(DeviceContext context) {
      super(context.core());
    }

    @Override
    public void reset() {
      hang();
    }

    @Override
    public void close() {
      super.close();
      gone.countDown();
    }
  }

  private static void assertOutOfService(ServedPlugin served, String where)
      throws InterruptedException {
    String line = served.lines.next();
    assertTrue(line.startsWith("0009:01:00.0: driver acme (acme 1.0.0, acme.jar) " + where), line);
    assertTrue(line.contains("out of service until the agent is started again"), line);
    Waiting.until(() -> refuses(served));
  }

  private static boolean refuses(ServedPlugin served) {
    try {
      served.connect().close();
      return false;
    } catch (LinuxException refused) {
      return true;
    }
  }

  @Test
  void anOperationThatDoesNotReturnEndsTheSessionAndTheFunctionsService()
      throws InterruptedException {
    try (ServedPlugin served = serve(HangsInReset::new);
        RawClient client = served.connect().negotiated()) {
      client.post(Command.DEVICE_RESET, new byte[0]);
      client.assertClosed();
      assertOutOfService(
          served,
          "has not returned from reset for 200 ms (it is at " + StuckPluginTest.class.getName());
    }
  }

  @Test
  void theOtherFunctionsGoOn() throws InterruptedException {
    try (ServedPlugin stuck = serve(HangsInReset::new);
        ServedPlugin good =
            new ServedPlugin(directory.resolve("good.sock"), watchdog, DeviceContext::core);
        RawClient client = stuck.connect().negotiated();
        RawClient other = good.connect().negotiated()) {
      client.post(Command.DEVICE_RESET, new byte[0]);
      client.assertClosed();
      other.done(Command.DEVICE_RESET, new byte[0]);
      assertEquals(1, good.fake.resets);
      assertTrue(good.lines.isEmpty());
    }
  }

  @Test
  void whatIsLeftOfTheClientIsOutOfThePluginsReach() throws InterruptedException {
    try (ServedPlugin served = serve(HangsInReset::new);
        Descriptor ram = Memfd.create("ram", 0x10000);
        RawClient client = served.connect().negotiated()) {
      client.done(Command.DMA_MAP, Messages.dmaMap(3, 0, 0, 0x10000), ram);
      served.memory.write(0, MemorySegment.ofArray(new byte[8]));
      client.post(Command.DEVICE_RESET, new byte[0]);
      client.assertClosed();

      VfioException refused =
          assertThrows(
              VfioException.class,
              () -> served.memory.write(0, MemorySegment.ofArray(new byte[8])));
      assertEquals(Errno.ENODEV, refused.errno());
      Waiting.until(() -> served.memory.areaCount() == 0);
    }
  }

  @Test
  void oneThatReturnsAfterAllCleansUpAndIsNotServedAgain() throws InterruptedException {
    try (ServedPlugin served = serve(HangsInReset::new)) {
      served.connect().negotiated().close();
      gone.await();
      long before = OpenFiles.count();
      try (RawClient client = served.connect().negotiated()) {
        client.post(Command.DEVICE_RESET, new byte[0]);
        client.assertClosed();
      }
      letGo.countDown();
      Waiting.until(() -> served.fake.closed == 2);
      // The listening socket has gone too.
      Waiting.until(() -> OpenFiles.count() <= before);
      assertThrows(LinuxException.class, served::connect);
    }
  }

  @Test
  void openAndCloseHaveTheSameLimit() throws InterruptedException {
    VariantProbe hangsInOpen =
        context ->
            new ForwardingVfioDevice(context.core()) {
              @Override
              public void open() {
                hang();
              }
            };
    try (ServedPlugin served = serve(hangsInOpen);
        RawClient client = served.connect()) {
      client.post(Command.VERSION, Messages.qemuVersion());
      client.assertClosed();
      assertOutOfService(served, "has not returned from open for 200 ms");
    }
    VariantProbe hangsInClose =
        context ->
            new ForwardingVfioDevice(context.core()) {
              @Override
              public void close() {
                hang();
              }
            };
    try (ServedPlugin served = serve(hangsInClose)) {
      served.connect().negotiated().close();
      assertOutOfService(served, "has not returned from close for 200 ms");
    }
  }

  @Test
  void aTaskThatSurvivesItsClientReachesNoOther() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Throwable> reached = new AtomicReference<>();
    VariantProbe probe =
        context ->
            new ForwardingVfioDevice(context.core()) {
              @Override
              public void reset() {
                context.execute(() -> {
                  running.countDown();
                  hang();
                  try {
                    context.guestMemory().write(0, MemorySegment.ofArray(new byte[8]));
                  } catch (VfioException e) {
                    reached.set(e);
                  }
                });
              }
            };
    try (ServedPlugin served = serve(probe)) {
      RawClient client = served.connect().negotiated();
      client.done(Command.DEVICE_RESET, new byte[0]);
      running.await();
      RawClient next = served.connect();
      client.close();
      next.assertClosed();
      next.close();
      Waiting.until(() -> refuses(served));
      letGo.countDown();
      Waiting.until(() -> reached.get() != null);
      assertEquals(Errno.ENODEV, ((VfioException) reached.get()).errno());
      assertEquals(0, served.fake.closed, "close does not overlap a task");
    }
  }

  @Test
  void aTaskThatAnEventFdRunsHasTheSameLimit() throws InterruptedException {
    VariantProbe probe =
        context ->
            new ForwardingVfioDevice(context.core()) {
              @Override
              public void setIrqs(IrqSet set) {
                IrqSet.Data.EventFds data = (IrqSet.Data.EventFds) set.data();
                data.notifiers().getFirst().orElseThrow().watch(StuckPluginTest.this::hang);
              }
            };
    try (ServedPlugin served = serve(probe);
        EventFd eventFd = EventFd.create();
        RawClient client = served.connect().negotiated()) {
      client.done(Command.DEVICE_SET_IRQS, Messages.setIrqs(0x24, 2, 0, 1), eventFd.descriptor());
      eventFd.signal();
      client.assertClosed();
      assertOutOfService(served, "has not returned from a task for an eventfd for 200 ms");
    }
  }
}
