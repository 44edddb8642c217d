package io.vfio4j.distribution.exit;

/** What the command ends with. Scripts depend on the numbers. */
public enum ExitCode {
  /** All is well. */
  OK(0),
  /** It was tried and failed. */
  FAILED(1),
  /** The command line makes no sense. */
  USAGE(2),
  /** A function, driver, file or folder that was named is not there. */
  NOT_FOUND(3),
  /** What was checked falls short. */
  FALLS_SHORT(4);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** The process's exit code. */
  public int number() {
    return number;
  }
}
