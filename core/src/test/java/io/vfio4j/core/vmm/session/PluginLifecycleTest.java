package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.core.limit.Watchdog;
import io.vfio4j.core.vmm.protocol.Command;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who calls a plugin's device, when, and on which thread. */
@Timeout(60)
class PluginLifecycleTest {
  private static final int BAR0 = 0;

  @TempDir private Path directory;

  private final List<String> called = new CopyOnWriteArrayList<>();
  private final List<Thread> callers = new CopyOnWriteArrayList<>();
  private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

  private final List<ClassLoader> loaders = new CopyOnWriteArrayList<>();

  private ServedPlugin serve(Function<DeviceContext, VfioDevice> probe) {
    return new ServedPlugin(directory.resolve("acme.sock"), Watchdog.off(), probe);
  }

  private void note(String operation) {
    called.add(operation);
    callers.add(Thread.currentThread());
    loaders.add(Thread.currentThread().getContextClassLoader());
  }

  private final class Noting extends ForwardingVfioDevice {

    Noting(DeviceContext context) {
      super(context.core());
      note("probe");
    }

    @Override
    public void open() {
      note("open");
      super.open();
    }

    @Override
    public DeviceInfo info() {
      note("info");
      return super.info();
    }

    @Override
    public void reset() {
      note("reset");
      super.reset();
    }

    @Override
    public void close() {
      note("close");
      super.close();
    }
  }

  @Test
  void eachClientsCallsComeOneAfterAnotherBetweenOpenAndClose() throws InterruptedException {
    try (ServedPlugin served = serve(Noting::new)) {
      for (int client = 1; client <= 2; client++) {
        int clients = client;
        try (RawClient connected = served.connect().negotiated()) {
          connected.done(Command.DEVICE_RESET, new byte[0]);
        }
        Waiting.until(() -> served.fake.closed == clients);
      }
    }
    List<String> session = List.of("open", "info", "reset", "close");
    assertEquals("probe", called.getFirst());
    assertEquals(session, called.subList(1, 5));
    assertEquals(session, called.subList(5, 9));
    assertEquals(9, called.size(), called::toString);
    assertEquals(1, callers.subList(1, 5).stream().distinct().count());
    assertEquals(1, callers.subList(5, 9).stream().distinct().count());
    assertNotEquals(callers.get(0), callers.get(1), "a probe has a thread of its own");
  }

  @Test
  void aClientThatWasQuietIsServedByAnotherThreadThatIsLikeTheFirst() throws InterruptedException {
    try (ServedPlugin served =
            new ServedPlugin(
                directory.resolve("acme.sock"),
                Watchdog.off(),
                Duration.ofMillis(20),
                Noting::new);
        RawClient client = served.connect().negotiated()) {
      Waiting.until(() -> !callers.getLast().isAlive());
      client.done(Command.DEVICE_RESET, new byte[0]);
      Waiting.until(() -> !callers.getLast().isAlive());
      client.leave();
      Waiting.until(() -> served.fake.closed == 1);
    }
    assertEquals(List.of("probe", "open", "info", "reset", "close"), called);
    assertEquals(callers.get(1), callers.get(2));
    assertEquals(3, callers.subList(1, 5).stream().distinct().count());
    assertEquals(1, callers.subList(1, 5).stream().map(Thread::getName).distinct().count());
    assertEquals(1, loaders.subList(1, 5).stream().distinct().count());
  }

  @Test
  void bytesAreTheSessionThreadsAndThoseOfAWriteCannotBeChanged() {
    try (ServedPlugin served = serve(this::touchingElsewhere);
        RawClient client = served.connect().negotiated()) {
      client.done(Command.REGION_READ, Messages.regionRead(BAR0, 0, 4));
      client.done(Command.REGION_WRITE, Messages.regionWrite(BAR0, 0, new byte[4]));
    }
    assertEquals(3, thrown.size());
    assertInstanceOf(WrongThreadException.class, thrown.get(0));
    assertInstanceOf(WrongThreadException.class, thrown.get(1));
    assertInstanceOf(IllegalArgumentException.class, thrown.get(2));
  }

  private VfioDevice touchingElsewhere(DeviceContext context) {
    return new ForwardingVfioDevice(context.core()) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        touchElsewhere(target);
        return super.read(region, offset, target);
      }

      @Override
      public long write(int region, long offset, MemorySegment source) {
        touchElsewhere(source);
        thrown.add(
            assertThrows(
                IllegalArgumentException.class,
                () -> source.set(ValueLayout.JAVA_BYTE, 0, (byte) 1)));
        return super.write(region, offset, source);
      }
    };
  }

  private void touchElsewhere(MemorySegment bytes) {
    FutureTask<Byte> touch = new FutureTask<>(() -> bytes.get(ValueLayout.JAVA_BYTE, 0));
    Thread.ofPlatform().start(touch);
    thrown.add(assertThrows(Exception.class, touch::get).getCause());
  }
}
