package io.vfio4j.core.host.vfio;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.VfioRegion;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A BAR, or the ROM, through reads and writes of the device's file. A size that is no power of two,
 * as of memory that the kernel's own variant shows, is rounded up, and reads as ones behind.
 *
 * <p>Nothing can be mapped: a client would need the device's file for it, with which it could do
 * anything to the device.
 *
 * @param register what config space says of it
 */
record VfioBar(KernelDevice device, VfioRegion region, BarRegister register) implements HostBar {

  @Override
  public Kind kind() {
    return register.kind();
  }

  @Override
  public boolean prefetchable() {
    return register.prefetchable();
  }

  @Override
  public long size() {
    long highest = Long.highestOneBit(region.size());
    return highest == region.size() ? highest : highest << 1;
  }

  @Override
  public long contentSize() {
    return region.size();
  }

  @Override
  public long address() {
    return register.address();
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return List.of();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    throw VfioException.refused(Errno.EINVAL, "a BAR of a real function cannot be mapped");
  }

  @Override
  public long read(long offset, int width) {
    if (offset + width > region.size()) {
      return -1L >>> (Long.SIZE - Byte.SIZE * width);
    }
    try {
      return device.read(region.offset() + offset, width);
    } catch (LinuxException e) {
      throw failed(e);
    }
  }

  @Override
  public void write(long offset, int width, long value) {
    if (offset + width > region.size()) {
      return;
    }
    try {
      device.write(region.offset() + offset, width, value);
    } catch (LinuxException e) {
      throw failed(e);
    }
  }

  /** The kernel cuts a transfer into accesses as vfio-pci-core does, so that it takes one call. */
  @Override
  public long copyOut(long offset, MemorySegment target) {
    long count = count(offset, target);
    try {
      return count == 0 ? 0 : device.read(region.offset() + offset, target.asSlice(0, count));
    } catch (LinuxException e) {
      throw failed(e);
    }
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    long count = count(offset, source);
    try {
      return count == 0 ? 0 : device.write(region.offset() + offset, source.asSlice(0, count));
    } catch (LinuxException e) {
      throw failed(e);
    }
  }

  private long count(long offset, MemorySegment bytes) {
    return bytes.isNative() ? Math.clamp(region.size() - offset, 0, bytes.byteSize()) : 0;
  }

  private static VfioException failed(LinuxException e) {
    return VfioException.refused(Errno.of(e.errno()), e.getMessage());
  }
}
