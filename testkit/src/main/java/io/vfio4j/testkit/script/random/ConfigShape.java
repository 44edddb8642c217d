package io.vfio4j.testkit.script.random;

import java.util.List;

/**
 * Config space, as far as a random script has to know it.
 *
 * @param size 256 or 4096 bytes
 * @param registers offsets around which accesses gather
 * @param spared what is never written
 * @since 0.1
 */
public record ConfigShape(int size, List<Integer> registers, List<Span> spared) {

  /** Keeps copies. */
  public ConfigShape {
    registers = List.copyOf(registers);
    spared = List.copyOf(spared);
  }

  boolean spares(long offset, long count) {
    return spared.stream().anyMatch(span -> span.touches(offset, count));
  }
}
