package io.vfio4j.core.dma;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
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

  static void take() {
    if (!LEFT.tryAcquire()) {
      throw VfioException.refused(Errno.ENOSPC, "too many mapped DMA areas in this process");
    }
  }

  static void give() {
    LEFT.release();
  }
}
