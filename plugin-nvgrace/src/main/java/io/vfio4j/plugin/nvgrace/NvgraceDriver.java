package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.region.Caching;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Finds out whether a function has coherent memory, and how it is to be cut.
 *
 * <p>Settings: {@code bar-sizing}, see {@link BarSizing}.
 */
public final class NvgraceDriver implements VariantDriver {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(NvgraceDriver.class.getName());

  /** For the service loader. */
  public NvgraceDriver() {}

  @Override
  public String name() {
    return "nvgrace-gpu";
  }

  @Override
  public List<PciMatch> idTable() {
    return NvgraceIds.TABLE;
  }

  /**
   * Waits for the memory to be ready, even if it will not be served: a GPU that does not come up is
   * broken whoever has it.
   *
   * <p>Declines where firmware describes no memory: the function is then served as it is. Memory
   * that is described and cannot be cut is an error, not a reason to decline, for serving such a
   * GPU without its memory would only hide the fault.
   */
  @Override
  public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
    BarSizing sizing = BarSizing.of(context.setting(BarSizing.SETTING));
    MemoryStatus status = MemoryStatus.of(context);
    awaitReadiness(context, status);
    MemoryProperties memory = MemoryProperties.read(context);
    MemorySplit split =
        MigFix.present(context)
            ? MemorySplit.whole(memory)
            : MemorySplit.withCarveOut(memory, sizing);
    requireMemory(context, memory);
    return new NvgraceDevice(context, split, new ReadinessCheck(context, status));
  }

  /**
   * Else each access would fail, and nobody would know why. That a host maps no memory at all is
   * another matter.
   */
  private static void requireMemory(DeviceContext context, MemoryProperties memory) {
    try {
      context.map(memory.base(), memory.size(), Caching.CACHED).close();
    } catch (VfioException e) {
      if (e.errno() == Errno.ENOMEM) {
        throw new VfioException(
            Errno.ENOMEM, "firmware describes GPU memory that is not there: " + e.getMessage(), e);
      }
    }
  }

  private static void awaitReadiness(DeviceContext context, MemoryStatus status) {
    ReadinessWait wait = new ReadinessWait(status, context.clock());
    if (!wait.look()) {
      LOG.log(Level.INFO, "{0}: waiting for GPU memory to be ready", context.address());
      context.clock().sleep(BETWEEN_LOOKS);
      wait.toTheEnd(BETWEEN_LOOKS);
    }
  }
}
