package io.vfio4j.testkit.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 10_000).boxed().toList();

  @Test
  void leavesWhatIsNeededAndNothingElse() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      Set<Integer> needed = new TreeSet<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        needed.add(random.nextInt(NUMBERS.size()));
      }
      Shrinker shrinker = new Shrinker(1000);
      assertEquals(
          List.copyOf(needed), shrinker.shorten(NUMBERS, some -> some.containsAll(needed)));
      assertTrue(shrinker.attempts() < 400, () -> shrinker.attempts() + " attempts");
    }
  }

  @Test
  void leavesNothingWhereNothingIsNeeded() {
    assertEquals(List.of(), new Shrinker(1000).shorten(NUMBERS, some -> true));
  }

  /** Either of two that exclude each other, but not neither. */
  @Test
  void leavesWhatCannotBeShortenedAnyMore() {
    List<Integer> left =
        new Shrinker(1000)
            .shorten(
                NUMBERS, some -> (some.contains(17) ^ some.contains(4711)) || some.size() > 9000);
    assertEquals(1, left.size());
  }

  @Test
  void isContentAfterSoManyAttempts() {
    Shrinker shrinker = new Shrinker(5);
    List<Integer> left = shrinker.shorten(NUMBERS, some -> some.contains(4711));
    assertTrue(left.contains(4711) && left.size() < NUMBERS.size());
    assertEquals(5, shrinker.attempts());
  }

  @Test
  void isContentWhenTimeIsUp() {
    Iterator<Boolean> time = List.of(true, true, true).iterator();
    Shrinker shrinker = new Shrinker(1000, () -> time.hasNext() && time.next());
    List<Integer> left = shrinker.shorten(NUMBERS, some -> some.contains(4711));
    assertTrue(left.contains(4711) && left.size() < NUMBERS.size());
    assertEquals(3, shrinker.attempts());
  }
}
