package io.vfio4j.core.dma;

import java.util.concurrent.Semaphore;

/**
 * How many mappings all clients together may make us have.
 *
 * <p>Linux allows a process 65530 (vm.max_map_count), and a JVM that gets no more ends. So a
 * quarter is for clients.
 */
final class MappingBudget {
  private static final Semaphore LEFT = new Semaphore(16_384);

  private MappingBudget() {}

  /** Whether there is one left, which is taken then. */
  static boolean take() {
    return LEFT.tryAcquire();
  }

  static void give() {
    LEFT.release();
  }
}
