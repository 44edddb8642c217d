package io.vfio4j.core.host.sim.memory;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.FileIo;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.linux.SharedFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a device in a sparse file of its own.
 *
 * <p>It takes pages of the host only where it has been written: it is read with system calls, since
 * a load through a mapping would allocate. But a small one is mapped: the system call for a
 * register would cost more than the few pages that are wasted, and bulk writes gain too ({@code
 * docs/performance.md}).
 */
public final class DeviceMemory implements AutoCloseable {
  /** As large as a GPU's BARs of registers; what is larger is memory, and sparse. */
  private static final long LARGEST_MAPPED = 32 << 20;

  /** A load fills a page of nothing; what reads more has reason to ask the kernel. */
  private static final long LARGEST_LOADED = 4096;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SharedFile file;
  private final @Nullable MappedMemory mapped;
  private final MemorySegment register = Arena.ofAuto().allocate(LONG);
  private final MemorySegment[] registers = {
    register.asSlice(0, 1), register.asSlice(0, 2), register.asSlice(0, 4), register
  };

  /**
   * Makes one, all zero.
   *
   * @param name what {@code /proc/PID/maps} calls it
   * @param size in bytes
   */
  public DeviceMemory(String name, long size) {
    try {
      this.file = new SharedFile(Memfd.create(name, size));
    } catch (LinuxException e) {
      throw noMemory(name, e);
    }
    try {
      this.mapped = size > 0 && size <= LARGEST_MAPPED ? new MappedMemory(file) : null;
    } catch (LinuxException e) {
      file.close();
      throw noMemory(name, e);
    }
  }

  private static VfioException noMemory(String name, LinuxException e) {
    String hint =
        e.errnoName().equals("EMFILE")
            ? ": 'ulimit -n' has to allow an open file for each BAR and coherent memory"
            : "";
    return new VfioException(
        Errno.ENOMEM, "cannot make %s: %s%s".formatted(name, e.getMessage(), hint), e);
  }

  /** What mappings are made of. */
  public SharedFile file() {
    return file;
  }

  /** In bytes. */
  public long size() {
    return file.size();
  }

  /** How many bytes of the host's memory it takes now. */
  public long allocatedBytes() {
    return Memfd.allocatedBytes(file.descriptor());
  }

  /** A register of 1, 2, 4 or 8 bytes, zero-extended. */
  public long get(long offset, int width) {
    return mapped != null ? mapped.get(offset, width) : readRegister(offset, width);
  }

  /** Sets a register of 1, 2, 4 or 8 bytes. */
  public void set(long offset, int width, long value) {
    if (mapped != null) {
      mapped.set(offset, width, value);
    } else {
      writeRegister(offset, width, value);
    }
  }

  private synchronized long readRegister(long offset, int width) {
    register.set(LONG, 0, 0);
    pread(offset, registers[Integer.numberOfTrailingZeros(width)]);
    return register.get(LONG, 0);
  }

  private synchronized void writeRegister(long offset, int width, long value) {
    register.set(LONG, 0, value);
    pwrite(offset, registers[Integer.numberOfTrailingZeros(width)]);
  }

  /** Copies out as many bytes as the target has. */
  public void read(long offset, MemorySegment target) {
    if (mapped != null && target.byteSize() <= LARGEST_LOADED) {
      mapped.read(offset, target);
      return;
    }
    if (target.isNative()) {
      pread(offset, target);
      return;
    }
    try (Arena copy = Arena.ofConfined()) {
      MemorySegment bytes = copy.allocate(target.byteSize());
      pread(offset, bytes);
      target.copyFrom(bytes);
    }
  }

  /** Copies in as many bytes as the source has. */
  public void write(long offset, MemorySegment source) {
    if (mapped != null) {
      mapped.write(offset, source);
      return;
    }
    if (source.isNative()) {
      pwrite(offset, source);
      return;
    }
    try (Arena copy = Arena.ofConfined()) {
      pwrite(offset, copy.allocate(source.byteSize()).copyFrom(source));
    }
  }

  private void pread(long offset, MemorySegment target) {
    try {
      FileIo.pread(file.descriptor(), offset, target);
    } catch (LinuxException e) {
      throw new VfioException(Errno.EIO, "cannot read device memory", e);
    }
  }

  private void pwrite(long offset, MemorySegment source) {
    try {
      FileIo.pwrite(file.descriptor(), offset, source);
    } catch (LinuxException e) {
      throw new VfioException(Errno.ENOMEM, "the host has no memory for the device's", e);
    }
  }

  @Override
  public void close() {
    if (mapped != null) {
      mapped.close();
    }
    file.close();
  }
}
