package io.vfio4j.distribution.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs checks and keeps what they saw. One that fails stops no other. */
final class Checks {
  private final List<Check> all = new ArrayList<>();

  /**
   * Runs a check.
   *
   * @param what what it looks at
   * @param look says what it saw, or throws
   */
  void run(String what, Supplier<String> look) {
    try {
      all.add(new Check(true, what, look.get()));
    } catch (CheckFailed failed) {
      all.add(new Check(false, what, String.valueOf(failed.getMessage())));
    } catch (RuntimeException failed) {
      all.add(new Check(false, what, failed.toString()));
    }
  }

  List<Check> all() {
    return List.copyOf(all);
  }
}
