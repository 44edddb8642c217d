package io.vfio4j.core.pci;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.ClientFiles;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A client that does what a fuzzer says, through every operation that a device has. */
final class HostileClient implements ClientFiles {
  private static final int[] IOCTLS = {
    IoctlRequest.GET_PCI_HOT_RESET_INFO, IoctlRequest.PCI_HOT_RESET, IoctlRequest.IOEVENTFD
  };
  private static final List<IrqAction> ACTIONS = List.of(IrqAction.values());
  private static final int LONGEST = 64;
  private static final int MOST_VECTORS = 40;

  private final VfioPciCore device;
  private final HostileInput input;

  /** Those that are the device's. */
  private final List<FakeNotifier> given = new ArrayList<>();

  HostileClient(VfioPciCore device, HostileInput input) {
    this.device = device;
    this.input = input;
  }

  /** One operation. */
  void next() {
    switch (input.octet() % 12) {
      case 0, 1 -> device.read(RegionIndex.CONFIG, input.word(), segment(input.octet()));
      case 2, 3 -> device.write(RegionIndex.CONFIG, input.word(), octets());
      case 4 -> device.read(region(), offset(), segment(input.octet()));
      case 5 -> device.write(region(), offset(), octets());
      case 6 -> setIrqs();
      case 7 -> ask();
      case 8 -> device.reset();
      case 9 -> feature();
      case 10 -> ioctl();
      default -> device.mmap(MmapRequest.shared(region(), offset(), input.word()));
    }
  }

  private int region() {
    return input.octet() % 12;
  }

  private long offset() {
    return (long) input.word() << (input.octet() & 0x1f);
  }

  private static MemorySegment segment(int size) {
    return MemorySegment.ofArray(new byte[size]);
  }

  private MemorySegment octets() {
    return MemorySegment.ofArray(input.octets(input.octet() % LONGEST)).asReadOnly();
  }

  private void ask() {
    int index = input.octet();
    device.info();
    device.irqInfo(index % 8);
    device.regionInfo(index % 12);
  }

  private void setIrqs() {
    int how = input.octet();
    int index = input.octet() % 7;
    int start = input.word();
    int count = input.octet() % MOST_VECTORS;
    IrqAction action = ACTIONS.get(how % ACTIONS.size());
    switch (how / 16 % 3) {
      case 0 -> set(index, start, input.word(), action, new IrqSet.Data.None());
      case 1 -> set(index, start, count, action, new IrqSet.Data.Bools(bools(count)));
      default -> setEventFds(index, start % MOST_VECTORS, count, action);
    }
  }

  private void set(int index, int start, int count, IrqAction action, IrqSet.Data data) {
    device.setIrqs(new IrqSet(index, start, count, action, data));
  }

  private List<Boolean> bools(int count) {
    int bits = input.dword();
    return IntStream.range(0, count).mapToObj(i -> (bits >>> i & 1) != 0).toList();
  }

  private void setEventFds(int index, int start, int count, IrqAction action) {
    int bits = input.dword();
    List<FakeNotifier> some = new ArrayList<>();
    List<Optional<EventNotifier>> all =
        new ArrayList<>(Collections.nCopies(count, Optional.empty()));
    for (int i = 0; i < count; i++) {
      if ((bits >>> i & 1) != 0) {
        FakeNotifier notifier = new FakeNotifier();
        some.add(notifier);
        all.set(i, Optional.of(notifier));
      }
    }
    set(index, start, count, action, new IrqSet.Data.EventFds(all));
    given.addAll(some);
  }

  private void feature() {
    int how = input.octet();
    int number = input.octet();
    device.feature(
        new FeatureRequest(number, (how & 1) != 0, (how & 2) != 0, (how & 4) != 0, octets(), this));
  }

  private void ioctl() {
    int command = IOCTLS[input.octet() % IOCTLS.length];
    byte[] argument = new byte[LONGEST];
    byte[] some = input.octets(input.octet() % LONGEST);
    System.arraycopy(some, 0, argument, 0, some.length);
    device.ioctl(new IoctlRequest(command, MemorySegment.ofArray(argument), this));
  }

  @Override
  public EventNotifier eventFd(int descriptor) {
    if (descriptor % 4 == 0) {
      throw VfioException.refused(Errno.EBADF, "not open");
    }
    FakeNotifier notifier = new FakeNotifier();
    given.add(notifier);
    return notifier;
  }

  @Override
  public int iommuGroup(int descriptor) {
    return descriptor & 3;
  }

  /** After it has closed the device: that has no eventfd of it any more. */
  void requireNothingLeft() {
    for (FakeNotifier each : given) {
      assertTrue(each.closed(), "an eventfd was left open");
    }
  }
}
