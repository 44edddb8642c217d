package io.vfio4j.core.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostFunction;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.function.Executable;

/** A device that a client has opened, with what tests do to it in few words. */
public final class Opened {
  private final VfioPciCore device;

  private Opened(VfioPciCore device) {
    this.device = device;
  }

  /** Opens a device on a function and forgets what that did to the function. */
  public static Opened on(FakeFunction function) {
    Opened opened = on((HostFunction) function);
    function.takeNotes();
    return opened;
  }

  public static Opened on(HostFunction function) {
    return on(function, Runnable::run);
  }

  public static VfioPciCore closed(HostFunction function) {
    return closed(function, new VfTokens());
  }

  public static VfioPciCore closed(HostFunction function, VfTokens tokens) {
    return new VfioPciCore(function, new NoMemory(), Runnable::run, tokens);
  }

  /** Opens a device whose worker is a test's. */
  static Opened on(HostFunction function, Executor worker) {
    VfioPciCore device = new VfioPciCore(function, new NoMemory(), worker, new VfTokens());
    device.open();
    return new Opened(device);
  }

  public VfioPciCore device() {
    return device;
  }

  /** What a read gives, as oracle transcripts write it. */
  public String read(int region, long offset, int count) {
    byte[] bytes = new byte[count];
    long done = device.read(region, offset, MemorySegment.ofArray(bytes));
    return HexFormat.of().formatHex(bytes, 0, Math.toIntExact(done));
  }

  public long write(int region, long offset, String bytes) {
    byte[] parsed = HexFormat.of().parseHex(bytes);
    return device.write(region, offset, MemorySegment.ofArray(parsed).asReadOnly());
  }

  /** A little-endian number out of config space. */
  public int config(int offset, int width) {
    byte[] bytes = new byte[width];
    device.read(RegionIndex.CONFIG, offset, MemorySegment.ofArray(bytes));
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }

  public void config(int offset, int width, int value) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    assertEquals(width, device.write(RegionIndex.CONFIG, offset, MemorySegment.ofArray(bytes)));
  }

  public static void assertErrno(Errno errno, Executable operation) {
    VfioException thrown = assertThrows(VfioException.class, operation);
    assertEquals(errno, thrown.errno(), thrown::getMessage);
  }

  /** vfio-pci-core does no DMA of its own. */
  private static final class NoMemory implements GuestMemory {
    @Override
    public void read(long iova, MemorySegment target) {
      throw new AssertionError("DMA");
    }

    @Override
    public void write(long iova, MemorySegment source) {
      throw new AssertionError("DMA");
    }
  }
}
