package io.vfio4j.core.pci;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.config.ConfigSpace;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nine regions of a PCI device: BARs 0 to 5, ROM, config space, VGA (which nobody has). */
final class Regions {
  private static final Set<RegionFlag> READ_WRITE = Set.of(RegionFlag.READ, RegionFlag.WRITE);

  private final HostFunction function;
  private final @Nullable BarRegion[] bars = new @Nullable BarRegion[RegionIndex.ROM + 1];

  Regions(HostFunction function) {
    this.function = function;
    MsixTable table = MsixTable.of(function);
    for (int i = 0; i <= RegionIndex.ROM; i++) {
      HostBar bar = function.bar(i).orElse(null);
      if (bar != null) {
        bars[i] = i == RegionIndex.ROM ? BarRegion.rom(bar) : BarRegion.bar(i, bar, table);
      }
    }
  }

  RegionInfo info(int region) {
    if (region == RegionIndex.CONFIG) {
      return RegionInfo.of(region, function.configSize(), READ_WRITE);
    }
    if (region < 0 || region > RegionIndex.ROM) {
      throw VfioException.refused(Errno.EINVAL, "no region " + region);
    }
    BarRegion bar = bars[region];
    return bar == null ? RegionInfo.absent(region) : bar.info(region);
  }

  BarRegion readable(int region) {
    BarRegion bar = region < 0 || region > RegionIndex.ROM ? null : bars[region];
    if (bar == null) {
      throw VfioException.refused(Errno.EINVAL, "nothing is behind region " + region);
    }
    return bar;
  }

  BarRegion writable(int region) {
    if (region == RegionIndex.ROM) {
      throw VfioException.refused(Errno.EINVAL, "the ROM is read-only");
    }
    return readable(region);
  }

  /** Whether all of a register lies in a BAR, and none of it in the table of MSI-X. */
  boolean holds(IoEventFd register) {
    BarRegion bar = bars[register.bar()];
    return bar != null && bar.holds(register.offset(), register.width());
  }

  Mapping mmap(MmapRequest request) {
    if (request.region() < 0 || request.region() > RegionIndex.BAR5 || !request.shared()) {
      throw VfioException.refused(
          Errno.EINVAL, "region " + request.region() + " cannot be mapped so");
    }
    return readable(request.region()).mmap(request.offset(), request.length());
  }

  Optional<Mapping> memoryBehind(ConfigSpace config, int region, long offset, long count) {
    boolean present = region >= 0 && region <= RegionIndex.BAR5;
    BarRegion bar = present ? bars[region] : null;
    return bar == null ? Optional.empty() : bar.memoryBehind(config, offset, count);
  }
}
