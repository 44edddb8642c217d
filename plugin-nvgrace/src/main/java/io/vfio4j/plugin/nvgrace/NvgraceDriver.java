package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import java.util.List;

/**
 * Finds out whether a function has coherent memory, and how it is to be cut.
 *
 * <p>Settings: {@code bar-sizing}, see {@link BarSizing}.
 */
public final class NvgraceDriver implements VariantDriver {

  @Override
  public String name() {
    return "nvgrace-gpu";
  }

  @Override
  public List<PciMatch> idTable() {
    return NvgraceIds.TABLE;
  }

  /**
   * Declines where firmware describes no memory: the function is then served as it is. Memory that
   * is described and cannot be cut is an error, not a reason to decline, for serving such a GPU
   * without its memory would only hide the fault.
   */
  @Override
  public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
    BarSizing sizing = BarSizing.of(context.setting(BarSizing.SETTING));
    MemoryProperties memory = MemoryProperties.read(context);
    MemorySplit split =
        MigFix.present(context)
            ? MemorySplit.whole(memory)
            : MemorySplit.withCarveOut(memory, sizing);
    return new NvgraceDevice(context, split);
  }
}
