package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import io.vfio4j.core.limit.WatchedCalls;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The border between the host and a plugin's device: whatever the device throws beside a {@link
 * VfioException}, errors included, becomes EIO, and so does an answer that cannot be.
 *
 * <p>Around each call {@link PluginCalls} prepares the thread. Each operation is written out, since
 * a lambda would allocate on the read and write path.
 */
final class PluginBoundary implements VfioDevice {
  private final VfioDevice device;
  private final PluginCalls calls;
  private final WatchedCalls operations;
  private final WatchedCalls eventTasks;

  /** The class loader that the client's thread had before it opened the device; null if closed. */
  private @Nullable ClassLoader outside;

  PluginBoundary(VfioDevice device, PluginCalls calls) {
    this.device = device;
    this.calls = calls;
    this.operations = calls.operations();
    this.eventTasks = calls.eventTasks();
    calls.lending().probed(operations);
  }

  @Override
  public void open() {
    ClassLoader before = calls.enter(operations);
    try {
      device.open();
      calls.lending().opened();
      outside = before;
    } catch (Throwable failure) {
      closeWhatIsOpen();
      throw passed("open", failure);
    } finally {
      if (outside == null) {
        calls.leave(operations, before);
      } else {
        calls.leaveButKeepLoader(operations);
      }
    }
  }

  @Override
  public void close() {
    ClassLoader before = calls.enter(operations);
    try {
      device.close();
      if (calls.lending().closed()) {
        calls.failures().leftOpen();
      }
    } catch (Throwable failure) {
      closeWhatIsOpen();
      throw passed("close", failure);
    } finally {
      calls.leave(operations, outside == null ? before : outside);
      outside = null;
    }
  }

  /** So that the next client can open it. There is a failure already to be told of. */
  private void closeWhatIsOpen() {
    try {
      calls.lending().closed();
    } catch (RuntimeException e) {
      calls.failures().failed("close", e);
    }
  }

  @Override
  public DeviceInfo info() {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.info(device.info());
    } catch (Throwable failure) {
      throw passed("info", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public RegionInfo regionInfo(int region) {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.region(region, device.regionInfo(region));
    } catch (Throwable failure) {
      throw passed("regionInfo", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.irq(irq, device.irqInfo(irq));
    } catch (Throwable failure) {
      throw passed("irqInfo", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  /** Tools may call it beside the session, so it is not among the calls that never overlap. */
  @Override
  public List<Register> registers() {
    ClassLoader before = calls.enter(null);
    try {
      return List.copyOf(device.registers());
    } catch (Throwable failure) {
      throw passed("registers", failure);
    } finally {
      calls.leave(null, before);
    }
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.moved(device.read(region, offset, target), target);
    } catch (Throwable failure) {
      throw passed("read", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.moved(device.write(region, offset, source), source);
    } catch (Throwable failure) {
      throw passed("write", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    ClassLoader before = calls.enter(operations);
    try {
      return ofPlugin(PluginAnswers.mapping(request, device.mmap(request)));
    } catch (Throwable failure) {
      throw passed("mmap", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    ClassLoader before = calls.enter(operations);
    try {
      Optional<Mapping> memory =
          PluginAnswers.memory(count, device.memoryBehind(region, offset, count));
      // It is used at once, so whatever the device checks at a first access is checked here.
      memory.ifPresent(mapping -> mapping.fault().run());
      return memory;
    } catch (Throwable failure) {
      throw passed("memoryBehind", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public void setIrqs(IrqSet set) {
    ClassLoader before = calls.enter(operations);
    try {
      device.setIrqs(ofPlugin(set));
    } catch (Throwable failure) {
      throw passed("setIrqs", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public void reset() {
    ClassLoader before = calls.enter(operations);
    try {
      device.reset();
    } catch (Throwable failure) {
      throw passed("reset", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    ClassLoader before = calls.enter(operations);
    try {
      return PluginAnswers.feature(device.feature(request));
    } catch (Throwable failure) {
      throw passed("feature", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  @Override
  public long ioctl(IoctlRequest request) {
    ClassLoader before = calls.enter(operations);
    try {
      return device.ioctl(request);
    } catch (Throwable failure) {
      throw passed("ioctl", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  /** Its check before memory is used is the plugin's code, whoever uses the memory. */
  private Mapping ofPlugin(Mapping mapping) {
    return mapping.withFault(() -> fault(mapping.fault()));
  }

  private void fault(Runnable check) {
    ClassLoader before = calls.enter(operations);
    try {
      check.run();
    } catch (Throwable failure) {
      throw passed("the check of a mapping", failure);
    } finally {
      calls.leave(operations, before);
    }
  }

  /** What the device has an eventfd run is the plugin's code too. */
  private IrqSet ofPlugin(IrqSet set) {
    if (!(set.data() instanceof IrqSet.Data.EventFds eventFds)) {
      return set;
    }
    List<Optional<EventNotifier>> notifiers =
        eventFds.notifiers().stream().map(notifier -> notifier.map(this::ofPlugin)).toList();
    return new IrqSet(
        set.index(), set.start(), set.count(), set.action(), new IrqSet.Data.EventFds(notifiers));
  }

  private EventNotifier ofPlugin(EventNotifier notifier) {
    return new PluginNotifier(notifier, calls, eventTasks);
  }

  private VfioException passed(String operation, Throwable failure) {
    return failure instanceof VfioException known
        ? known
        : calls.failures().failed(operation, failure);
  }
}
