package io.vfio4j.plugin.nvgrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import org.junit.jupiter.api.function.Executable;

/** Asserts the errno of a failure. */
final class Errnos {
  private Errnos() {}

  static void assertErrno(Errno expected, Executable operation) {
    assertEquals(expected, assertThrows(VfioException.class, operation).errno());
  }
}
