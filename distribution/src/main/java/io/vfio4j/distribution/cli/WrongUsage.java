package io.vfio4j.distribution.cli;

/** The command line makes no sense. Where its help is, is added to the line. */
public final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A wrong command line.
   *
   * @param line what is wrong, and what can be written instead
   */
  public WrongUsage(String line) {
    super(line);
  }
}
