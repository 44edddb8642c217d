package io.vfio4j.example.trace;

import io.vfio4j.testkit.contract.DeviceTrait;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** And with its mappings hidden. */
class HiddenMmapContractTest extends TraceContractTest {

  @Override
  Map<String, String> settings() {
    return Map.of("hide-mmap", "true");
  }

  @Override
  protected Set<DeviceTrait> traits() {
    Set<DeviceTrait> traits = EnumSet.copyOf(super.traits());
    traits.remove(DeviceTrait.MAPPABLE);
    return traits;
  }
}
