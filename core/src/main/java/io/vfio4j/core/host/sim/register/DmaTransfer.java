package io.vfio4j.core.host.sim.register;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.dma.GuestMemory;
import io.vfio4j.core.host.sim.memory.DeviceMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One command of a {@link DmaEngine}, run in steps so that it can be given up in between. */
final class DmaTransfer implements Runnable {
  private static final System.Logger LOG = System.getLogger(DmaTransfer.class.getName());
  private static final long STEP = 64 * 1024;

  private final DmaEngine engine;
  private final DmaPort port;
  private final DeviceMemory bar;
  private final long iova;
  private final long offset;
  private final long length;
  private final boolean toBar;

  DmaTransfer(
      DmaEngine engine,
      DmaPort port,
      DeviceMemory bar,
      long iova,
      long offset,
      long length,
      boolean toBar) {
    this.engine = engine;
    this.port = port;
    this.bar = bar;
    this.iova = iova;
    this.offset = offset;
    this.length = length;
    this.toBar = toBar;
  }

  boolean fits() {
    return length > 0 && offset + length <= bar.size();
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.min(length, STEP));
      long done = 0;
      while (done < length && engine.isCurrent(this)) {
        long count = Math.min(STEP, length - done);
        GuestMemory memory = port.begin();
        if (memory == null) {
          return;
        }
        try {
          step(memory, done, buffer.asSlice(0, count));
          done += count;
        } finally {
          port.end();
        }
      }
    }
  }

  private void step(GuestMemory memory, long done, MemorySegment buffer) {
    try {
      if (!port.busMaster()) {
        engine.finish(this, false);
        return;
      }
      copy(memory, done, buffer);
      if (done + buffer.byteSize() == length) {
        engine.finish(this, true);
      }
    } catch (VfioException e) {
      LOG.log(System.Logger.Level.DEBUG, "DMA at 0x{0} failed: {1}", hex(done), e.getMessage());
      engine.finish(this, false);
    }
  }

  private void copy(GuestMemory memory, long done, MemorySegment buffer) {
    if (toBar) {
      memory.read(iova + done, buffer);
      if (engine.isCurrent(this)) {
        bar.write(offset + done, buffer);
      }
    } else {
      bar.read(offset + done, buffer);
      if (engine.isCurrent(this)) {
        memory.write(iova + done, buffer);
      }
    }
  }

  private String hex(long done) {
    return Long.toHexString(iova + done);
  }
}
