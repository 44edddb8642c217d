package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.vmm.protocol.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SetIrqsTest {
  private static final int NONE_TRIGGER = 0x21;
  private static final int EVENTFD_TRIGGER = 0x24;
  private static final int MSIX = 2;

  @TempDir Path directory;
  private Served served;
  private RawClient client;

  @BeforeEach
  void connect() {
    served = new Served(directory);
    client = served.negotiated();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private void set(byte[] payload, Descriptor... descriptors) {
    client.done(Command.DEVICE_SET_IRQS, payload, descriptors);
  }

  private int refused(byte[] payload, Descriptor... descriptors) {
    return client.refused(Command.DEVICE_SET_IRQS, payload, descriptors);
  }

  private static Descriptor[] descriptors(List<EventFd> eventFds) {
    return eventFds.stream().map(EventFd::descriptor).toArray(Descriptor[]::new);
  }

  @Test
  void givesTheDeviceAnEventFdForEachVector() {
    List<EventFd> eventFds = IntStream.range(0, 16).mapToObj(i -> EventFd.create()).toList();
    set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 3, 16), descriptors(eventFds));
    for (int i = 0; i < 16; i++) {
      Objects.requireNonNull(served.device.vectors.get(3 + i)).signal();
      assertEquals(1, eventFds.get(i).drain());
    }
    eventFds.forEach(EventFd::close);
  }

  @Test
  void takesMoreDescriptorsThanItAnnounces() {
    List<EventFd> eventFds = IntStream.range(0, 64).mapToObj(i -> EventFd.create()).toList();
    set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 64), descriptors(eventFds));
    assertEquals(64, served.device.vectors.size());
    eventFds.forEach(EventFd::close);
  }

  @Test
  void enablesMsixWithAllVectorsMaskedAsQemuDoes() {
    set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1));
    assertEquals(MSIX, served.device.activeIndex);
    assertTrue(served.device.vectors.isEmpty());
    set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 7, 2));
  }

  @Test
  void takesAnIndexDownAlsoIfItIsDownOrHasNoVectors() {
    for (int index = 0; index < 5; index++) {
      set(Messages.setIrqs(NONE_TRIGGER, index, 0, 0));
    }
  }

  @Test
  void closesTheEventFdsOfAnIndexThatIsTakenDown() {
    try (EventFd eventFd = EventFd.create()) {
      long before = OpenFiles.count();
      set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1), eventFd.descriptor());
      assertEquals(before + 1, OpenFiles.count());
      set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1), eventFd.descriptor());
      assertEquals(before + 1, OpenFiles.count());
      set(Messages.setIrqs(NONE_TRIGGER, MSIX, 0, 0));
      assertEquals(before, OpenFiles.count());
    }
  }

  @Test
  void closesEventFdsThatTheDeviceRefuses() {
    try (EventFd eventFd = EventFd.create()) {
      set(Messages.setIrqs(EVENTFD_TRIGGER, 0, 0, 1), eventFd.descriptor());
      long before = OpenFiles.count();
      assertEquals(
          Errno.EINVAL.number(),
          refused(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1), eventFd.descriptor()));
      assertEquals(before, OpenFiles.count());
    }
  }

  @Test
  void refusesWhatIsNoEventFdAndClosesAll() {
    try (EventFd eventFd = EventFd.create();
        Descriptor other = Memfd.create("other", 4096)) {
      long before = OpenFiles.count();
      byte[] two = Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 2);
      assertEquals(Errno.EINVAL.number(), refused(two, eventFd.descriptor(), other));
      assertEquals(before, OpenFiles.count());
    }
  }

  @Test
  void handsBoolsAndMasksOn() {
    try (EventFd eventFd = EventFd.create()) {
      set(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1), eventFd.descriptor());
      set(Messages.setIrqBools(0x20, MSIX, 4, 0, 1, 0));
      IrqSet bools =
          new IrqSet(
              MSIX, 4, 3, IrqAction.TRIGGER, new IrqSet.Data.Bools(List.of(false, true, false)));
      assertEquals(bools, served.device.lastSet);
      set(Messages.setIrqs(0x09, MSIX, 0, 1));
      IrqSet mask = new IrqSet(MSIX, 0, 1, IrqAction.MASK, new IrqSet.Data.None());
      assertEquals(mask, served.device.lastSet);
    }
  }

  @Test
  void runsTheDevicesTaskWhenTheClientSignals() {
    try (EventFd eventFd = EventFd.create();
        EventFd seen = EventFd.create()) {
      set(Messages.setIrqs(EVENTFD_TRIGGER, 0, 0, 1), eventFd.descriptor());
      Objects.requireNonNull(served.device.vectors.get(0)).watch(seen::signal);
      eventFd.signal();
      Waiting.until(() -> seen.drain() == 1);
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        arguments("argsz", bytes().u32(19, NONE_TRIGGER, MSIX, 0, 1).array()),
        arguments("no data flag", Messages.setIrqs(0x20, MSIX, 0, 1)),
        arguments("two data flags", Messages.setIrqs(0x23, MSIX, 0, 1)),
        arguments("no action", Messages.setIrqs(0x01, MSIX, 0, 1)),
        arguments("two actions", Messages.setIrqs(0x31, MSIX, 0, 1)),
        arguments("an unknown flag", Messages.setIrqs(0x61, MSIX, 0, 1)),
        arguments("index 5", Messages.setIrqs(NONE_TRIGGER, 5, 0, 1)),
        arguments("index 5, off", Messages.setIrqs(NONE_TRIGGER, 5, 0, 0)),
        arguments("index 2^32 - 1", Messages.setIrqs(NONE_TRIGGER, -1, 0, 0)),
        arguments("start beyond", Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 64, 1)),
        arguments("count beyond", Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 60, 5)),
        arguments("start and count wrap", Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 1, -1)),
        arguments("an index without vectors", Messages.setIrqs(EVENTFD_TRIGGER, 1, 0, 1)),
        arguments("a mask for ERR", Messages.setIrqs(0x09, 3, 0, 1)),
        arguments("an unmask for REQ", Messages.setIrqs(0x11, 4, 0, 1)),
        arguments("count 0 of eventfds", Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 0)),
        arguments("count 0 to mask", Messages.setIrqs(0x09, MSIX, 0, 0)),
        arguments("count 0 from 1 on", Messages.setIrqs(NONE_TRIGGER, MSIX, 1, 0)),
        arguments("fewer bytes", bytes().u32(20, 0x22, MSIX, 0, 3).u8(1, 1).array()),
        arguments("more bytes", bytes().u32(20, 0x22, MSIX, 0, 1).u8(1, 1).array()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void refuses(String what, byte[] payload) {
    assertEquals(Errno.EINVAL.number(), refused(payload), what);
  }

  @Test
  void refusesDescriptorsThatDoNotMatchTheCountOrTheKind() {
    try (EventFd eventFd = EventFd.create()) {
      Descriptor fd = eventFd.descriptor();
      long before = OpenFiles.count();
      assertEquals(
          Errno.EINVAL.number(), refused(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 2), fd));
      assertEquals(
          Errno.EINVAL.number(), refused(Messages.setIrqs(EVENTFD_TRIGGER, MSIX, 0, 1), fd, fd));
      assertEquals(Errno.EINVAL.number(), refused(Messages.setIrqs(NONE_TRIGGER, MSIX, 0, 1), fd));
      assertEquals(Errno.EINVAL.number(), refused(Messages.setIrqBools(0x20, MSIX, 0, 1), fd));
      client.done(Command.DEVICE_RESET, new byte[0]);
      assertEquals(before, OpenFiles.count());
    }
  }
}
