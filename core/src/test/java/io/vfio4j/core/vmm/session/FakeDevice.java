package io.vfio4j.core.vmm.session;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.linux.MappingGate;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device with registers in BAR 0, sparse memory in BAR 2, memory in BAR 4, a ROM, and config
 * space. Keeps to the kernel's rules for interrupts.
 */
final class FakeDevice implements VfioDevice {
  static final long REGISTERS = 4096;
  static final long SPARSE = 1 << 20;
  static final long WHOLE = 64 << 10;
  static final long CONFIG = 4096;
  static final int MSIX_VECTORS = 64;
  static final int FEATURE = 10;
  static final SparseMmapArea LOW = new SparseMmapArea(0, 0x40000);
  static final SparseMmapArea HIGH = new SparseMmapArea(0x80000, 0x40000);

  private static final long SPARSE_IN_FILE = 0x100000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment registers = arena.allocate(REGISTERS);
  private final MemorySegment rom = arena.allocate(REGISTERS);
  private final MemorySegment config = arena.allocate(CONFIG);
  final MappingGate mappings = new MappingGate();
  private final SharedFile owned = new SharedFile(Memfd.create("fake", SPARSE_IN_FILE + SPARSE));
  private final SharedFile file = owned.behind(mappings);
  private final MemorySegment memory = file.map(0, SPARSE_IN_FILE + SPARSE, arena);
  final Map<Integer, EventNotifier> vectors = new HashMap<>();

  volatile int opened;
  volatile int closed;
  volatile int resets;
  volatile boolean memoryOff;
  volatile int transfers;
  volatile int features;
  volatile long told;
  volatile boolean areasApart;
  private volatile boolean msixMappable;
  volatile long configSize = CONFIG;
  volatile @Nullable VfioException transferFailure;
  volatile long mostAtOnce = Long.MAX_VALUE;
  volatile int activeIndex = -1;
  volatile @Nullable IrqSet lastSet;
  volatile @Nullable Throwable failure;
  volatile @Nullable Runnable onWrite;

  /** The file's own mapping of itself is made here, and not within what a test counts. */
  FakeDevice() {
    new FileRange(file, 0, 1).copyFrom(registers, 0, 0);
  }

  /** Puts the capability into config space; BAR 4 is mappable with all that it holds. */
  void tableOfMsix(int table, int pending, int vectors) {
    config.set(ValueLayout.JAVA_SHORT, 0x06, (short) 0x10);
    config.set(ValueLayout.JAVA_BYTE, 0x34, (byte) 0x40);
    config.set(ValueLayout.JAVA_SHORT, 0x40, (short) 0x5001);
    config.set(ValueLayout.JAVA_SHORT, 0x50, (short) 0x11);
    config.set(ValueLayout.JAVA_SHORT, 0x52, (short) (vectors - 1));
    config.set(ValueLayout.JAVA_INT, 0x54, table);
    config.set(ValueLayout.JAVA_INT, 0x58, pending);
    msixMappable = true;
  }

  private void failIfTold() {
    Throwable now = failure;
    if (now instanceof Error error) {
      throw error;
    }
    if (now instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public void open() {
    failIfTold();
    synchronized (this) {
      opened++;
    }
  }

  @Override
  public void close() {
    deactivate();
    synchronized (this) {
      closed++;
    }
  }

  /** Also ends the fake. */
  void dispose() {
    owned.close();
    arena.close();
  }

  @Override
  public DeviceInfo info() {
    return DeviceInfo.pci(9, 5).withReset(true);
  }

  @Override
  public RegionInfo regionInfo(int region) {
    failIfTold();
    EnumSet<RegionFlag> readWrite = EnumSet.of(RegionFlag.READ, RegionFlag.WRITE);
    return switch (region) {
      case 0 -> RegionInfo.of(0, REGISTERS, readWrite);
      case 2 ->
          RegionInfo.of(2, SPARSE, EnumSet.allOf(RegionFlag.class))
              .withSparseMmapAreas(List.of(LOW, HIGH));
      case 4 -> {
        RegionInfo info = RegionInfo.of(4, WHOLE, EnumSet.allOf(RegionFlag.class));
        yield msixMappable ? info.withMsixMappable() : info;
      }
      case 6 -> RegionInfo.of(6, REGISTERS, EnumSet.of(RegionFlag.READ));
      case 7 -> RegionInfo.of(7, configSize, readWrite);
      case 8 -> throw VfioException.refused(Errno.EINVAL, "no region 8");
      default -> RegionInfo.absent(region);
    };
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    failIfTold();
    int count =
        switch (irq) {
          case 0 -> 1;
          case 2 -> MSIX_VECTORS;
          case 3 -> 1;
          default -> 0;
        };
    return new IrqInfo(irq, count, EnumSet.of(IrqFlag.EVENTFD, IrqFlag.MASKABLE));
  }

  private MemorySegment part(int region, long offset, long count) {
    failIfTold();
    synchronized (this) {
      transfers++;
    }
    if (memoryOff && region <= 6) {
      throw VfioException.refused(Errno.EIO, "memory space is off");
    }
    VfioException now = transferFailure;
    if (now != null) {
      throw now;
    }
    MemorySegment whole =
        switch (region) {
          case 0 -> registers;
          case 2 -> memory.asSlice(SPARSE_IN_FILE, SPARSE);
          case 4 -> memory.asSlice(0, WHOLE);
          case 6 -> rom;
          case 7 -> config.asSlice(0, configSize);
          default -> MemorySegment.NULL;
        };
    if (offset > whole.byteSize() || count > whole.byteSize() - offset) {
      throw VfioException.refused(region == 7 ? Errno.EFAULT : Errno.EINVAL, "outside the region");
    }
    return whole.asSlice(offset, Math.min(count, mostAtOnce));
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    MemorySegment part = part(region, offset, target.byteSize());
    MemorySegment.copy(part, 0, target, 0, part.byteSize());
    return part.byteSize();
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    if (region == 6) {
      throw VfioException.refused(Errno.EINVAL, "read-only");
    }
    MemorySegment part = part(region, offset, source.byteSize());
    MemorySegment.copy(source, 0, part, 0, part.byteSize());
    Runnable then = onWrite;
    if (then != null) {
      then.run();
    }
    return part.byteSize();
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    failIfTold();
    long base = request.region() == 2 ? SPARSE_IN_FILE : 0;
    long apart = areasApart && request.offset() > 0 ? 0x1000 : 0;
    return Mapping.of(
        file, base + request.offset() - apart, request.length(), Caching.WRITE_COMBINING);
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    failIfTold();
    long base = region == 2 ? SPARSE_IN_FILE : 0;
    return (region == 2 || region == 4) && !memoryOff
        ? Optional.of(Mapping.of(file, base + offset, count + told, Caching.WRITE_COMBINING))
        : Optional.empty();
  }

  @Override
  public synchronized void setIrqs(IrqSet set) {
    failIfTold();
    lastSet = set;
    if (set.action() != IrqAction.TRIGGER) {
      require(set.index() == activeIndex);
    } else if (set.count() == 0) {
      require(set.index() == activeIndex);
      deactivate();
    } else if (set.data() instanceof IrqSet.Data.EventFds eventFds) {
      require(activeIndex == -1 || activeIndex == set.index());
      activeIndex = set.index();
      assign(set.start(), eventFds.notifiers());
    } else {
      require(set.index() == activeIndex);
      vectors.values().forEach(EventNotifier::signal);
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw VfioException.refused(Errno.EINVAL, "not in this state");
    }
  }

  private void assign(int start, List<Optional<EventNotifier>> notifiers) {
    for (int i = 0; i < notifiers.size(); i++) {
      EventNotifier before = vectors.remove(start + i);
      if (before != null) {
        before.close();
      }
      int vector = start + i;
      notifiers.get(i).ifPresent(notifier -> vectors.put(vector, notifier));
    }
  }

  private synchronized void deactivate() {
    vectors.values().forEach(EventNotifier::close);
    vectors.clear();
    activeIndex = -1;
  }

  @Override
  public void reset() {
    failIfTold();
    synchronized (this) {
      resets++;
    }
    registers.fill((byte) 0);
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    failIfTold();
    synchronized (this) {
      features++;
    }
    if (request.feature() != FEATURE) {
      throw VfioException.refused(Errno.ENOTTY, "no such feature");
    }
    return request.get() && !request.probe()
        ? new FeatureResult(MemorySegment.ofArray(new byte[] {1, 2, 3, 4}))
        : FeatureResult.EMPTY;
  }
}
