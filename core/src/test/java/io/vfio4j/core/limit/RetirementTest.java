package io.vfio4j.core.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetirementTest {
  private final Retirement retirement = new Retirement();
  private final BlockingQueue<String> steps = new LinkedBlockingQueue<>();

  @Test
  void stepsAreTakenOnceInTheirOrderWithTheFirstReason() throws InterruptedException {
    retirement.whenRetired(why -> steps.add("one " + why));
    retirement.whenRetired(_ -> {
      throw new IllegalStateException("made up");
    });
    retirement.whenRetired(why -> steps.add("two " + why));
    assertFalse(retirement.retired());

    retirement.retire("first");
    retirement.retire("second");

    assertTrue(retirement.retired());
    assertEquals("one first", steps.take());
    assertEquals("two first", steps.take());
    retirement.whenRetired(why -> steps.add("late " + why));
    assertEquals("late first", steps.take());
    assertEquals(0, steps.size());
  }
}
