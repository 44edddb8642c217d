package io.vfio4j.distribution.demo;

/** Something is not as it has to be. */
final class CheckFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CheckFailed(String seen) {
    super(seen);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Would need Error Prone at run time.
  static void unless(boolean passed, String format, Object... seen) {
    if (!passed) {
      throw new CheckFailed(format.formatted(seen));
    }
  }
}
