package io.vfio4j.core.host.vfio;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.VfioRegion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A function's BARs and its ROM: the kernel's regions that are not empty. */
final class VfioBars {
  private final Map<Integer, HostBar> implemented = new TreeMap<>();

  VfioBars(KernelDevice device, ConfigFile config) {
    for (int index = 0; index <= RegionIndex.ROM; index++) {
      VfioRegion region = device.region(index);
      if (region.size() != 0) {
        implemented.put(index, new VfioBar(device, region, BarRegister.read(config, index)));
      }
    }
  }

  /** See {@link io.vfio4j.core.host.HostFunction#bar}. */
  Optional<HostBar> get(int index) {
    return Optional.ofNullable(implemented.get(index));
  }
}
