package io.vfio4j.distribution.exit;

/** A command ends with a line on standard error that says what, why, and what to do. */
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /**
   * A failure.
   *
   * @param code what the process ends with
   * @param line what went wrong, why, and what to do
   */
  public CommandFailed(ExitCode code, String line) {
    super(line);
    this.code = code;
  }

  /**
   * A failure with its cause, which {@code --debug} shows.
   *
   * @param code what the process ends with
   * @param line what went wrong, why, and what to do
   * @param cause what it was found out by
   */
  public CommandFailed(ExitCode code, String line, Throwable cause) {
    super(line, cause);
    this.code = code;
  }

  /** What the process ends with. */
  public ExitCode code() {
    return code;
  }

  /** What the user reads. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
