package io.vfio4j.distribution.agent;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.pci.VfTokens;
import java.util.Optional;
import java.util.UUID;

/**
 * A device that is opened by who has the right VF token. vfio-user has no word for one: all clients
 * of an agent have the operator's.
 */
final class AdmittingDevice extends ForwardingVfioDevice {
  private final VfioDevice device;
  private final VfTokens tokens;
  private final HostFunction function;
  private final Optional<UUID> token;

  AdmittingDevice(VfioDevice device, VfTokens tokens, HostFunction function, Optional<UUID> token) {
    super(device);
    this.device = device;
    this.tokens = tokens;
    this.function = function;
    this.token = token;
  }

  @Override
  public void open() {
    tokens.match(function, token.filter(_ -> tokens.wants(function)));
    super.open();
  }

  @Override
  public Optional<Mapping> memoryBehind(int region, long offset, long count) {
    return device.memoryBehind(region, offset, count);
  }
}
