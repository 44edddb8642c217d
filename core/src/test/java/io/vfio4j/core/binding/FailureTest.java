package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FailureTest {

  /** Asked for anything, it throws. */
  private static final class Spiteful extends ExceptionInInitializerError {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw this;
    }

    @Override
    public String getMessage() {
      throw this;
    }
  }

  @Test
  void whatThrowsWhenAskedIsNamedByItsClass() {
    assertEquals(Spiteful.class.getName(), Failure.describe(new Spiteful()));
  }

  @Test
  void anInitializersFailureIsDescribedByItsCause() {
    Throwable cause = new IllegalStateException("no licence");
    String described = Failure.describe(new ExceptionInInitializerError(cause));
    assertTrue(described.startsWith("java.lang.IllegalStateException: no licence"), described);
  }
}
