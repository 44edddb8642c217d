package io.vfio4j.core.binding;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.Register;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The border between the host and a plugin's device: whatever the device throws beside a {@link
 * VfioException}, errors included, becomes EIO, and so does an answer that cannot be.
 *
 * <p>Around each call the thread's context class loader is the plugin's. Each operation is written
 * out, since a lambda would allocate on the read and write path.
 */
final class PluginBoundary implements VfioDevice {
  private final VfioDevice device;
  private final ClassLoader loader;
  private final PluginFailures failures;

  PluginBoundary(VfioDevice device, ClassLoader loader, PluginFailures failures) {
    this.device = device;
    this.loader = loader;
    this.failures = failures;
  }

  @Override
  public void open() {
    ClassLoader before = enter();
    try {
      device.open();
    } catch (Throwable failure) {
      throw passed("open", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public void close() {
    ClassLoader before = enter();
    try {
      device.close();
    } catch (Throwable failure) {
      throw passed("close", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public DeviceInfo info() {
    ClassLoader before = enter();
    try {
      return Objects.requireNonNull(device.info(), "null");
    } catch (Throwable failure) {
      throw passed("info", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public RegionInfo regionInfo(int region) {
    ClassLoader before = enter();
    try {
      return Objects.requireNonNull(device.regionInfo(region), "null");
    } catch (Throwable failure) {
      throw passed("regionInfo", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    ClassLoader before = enter();
    try {
      return Objects.requireNonNull(device.irqInfo(irq), "null");
    } catch (Throwable failure) {
      throw passed("irqInfo", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public List<Register> registers() {
    ClassLoader before = enter();
    try {
      return List.copyOf(device.registers());
    } catch (Throwable failure) {
      throw passed("registers", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    ClassLoader before = enter();
    try {
      return checked(device.read(region, offset, target), target);
    } catch (Throwable failure) {
      throw passed("read", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    ClassLoader before = enter();
    try {
      return checked(device.write(region, offset, source), source);
    } catch (Throwable failure) {
      throw passed("write", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    ClassLoader before = enter();
    try {
      return Objects.requireNonNull(device.mmap(request), "null");
    } catch (Throwable failure) {
      throw passed("mmap", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    ClassLoader before = enter();
    try {
      Optional<Mapping> memory = device.memoryBehind(region, offset, count);
      // It is used at once, so whatever the device checks at a first access is checked here.
      memory.ifPresent(mapping -> mapping.fault().run());
      return memory;
    } catch (Throwable failure) {
      throw passed("memoryBehind", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public void setIrqs(IrqSet set) {
    ClassLoader before = enter();
    try {
      device.setIrqs(set);
    } catch (Throwable failure) {
      throw passed("setIrqs", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public void reset() {
    ClassLoader before = enter();
    try {
      device.reset();
    } catch (Throwable failure) {
      throw passed("reset", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    ClassLoader before = enter();
    try {
      return Objects.requireNonNull(device.feature(request), "null");
    } catch (Throwable failure) {
      throw passed("feature", failure);
    } finally {
      leave(before);
    }
  }

  @Override
  public long ioctl(IoctlRequest request) {
    ClassLoader before = enter();
    try {
      return device.ioctl(request);
    } catch (Throwable failure) {
      throw passed("ioctl", failure);
    } finally {
      leave(before);
    }
  }

  private ClassLoader enter() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    return before;
  }

  private static void leave(ClassLoader before) {
    Thread.currentThread().setContextClassLoader(before);
  }

  private VfioException passed(String operation, Throwable failure) {
    return failure instanceof VfioException known ? known : failures.failed(operation, failure);
  }

  private static long checked(long moved, MemorySegment asked) {
    if (moved < 0 || moved > asked.byteSize()) {
      throw new IllegalStateException("moved %d of %d bytes".formatted(moved, asked.byteSize()));
    }
    return moved;
  }
}
