package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.testkit.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The registers that tell of readiness: what each holds from which moment on. */
final class FakeRegisters {
  static final long LINK = 0x1498;
  static final long TRAINING = 0x200bc;

  /** Stands for the one in config space, which has no offset in BAR 0. */
  static final long CXL_STATUS = -1;

  private final ManualClock clock;
  private final Map<Long, TreeMap<Long, Integer>> values = new HashMap<>();
  private boolean claimed;
  int reads;

  FakeRegisters(ManualClock clock) {
    this.clock = clock;
    set(LINK, 0xff);
    set(TRAINING, 0xff);
    set(CXL_STATUS, 3);
  }

  /** From now on, and for all time. */
  void set(long register, int value) {
    values.computeIfAbsent(register, _ -> new TreeMap<>()).clear();
    become(register, value, Duration.ZERO);
  }

  /** In a while. */
  void become(long register, int value, Duration in) {
    values.get(register).put(clock.nanoTime() + in.toNanos(), value);
  }

  /** BAR 0 is another driver's. */
  void claim() {
    claimed = true;
  }

  int read(long register) {
    if (claimed && register != CXL_STATUS) {
      throw new VfioException(Errno.EBUSY, "BAR 0 is claimed by another driver");
    }
    reads++;
    return values.get(register).floorEntry(clock.nanoTime()).getValue();
  }
}
