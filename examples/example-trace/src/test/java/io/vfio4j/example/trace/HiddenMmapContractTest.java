package io.vfio4j.example.trace;

import java.util.Map;

/** And with its mappings hidden. */
class HiddenMmapContractTest extends TraceContractTest {

  @Override
  Map<String, String> settings() {
    return Map.of("hide-mmap", "true");
  }
}
