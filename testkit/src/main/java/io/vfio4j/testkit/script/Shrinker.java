package io.vfio4j.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Shortens what fails, by delta debugging: takes out pieces, large ones first, as long as what is
 * left still fails. In the end nothing more can be taken out alone.
 *
 * @since 0.1
 */
public final class Shrinker {
  private final int most;
  private final BooleanSupplier time;
  private int attempts;

  /**
   * A shrinker.
   *
   * @param most how often it tries before it is content with what it has
   */
  public Shrinker(int most) {
    this(most, () -> true);
  }

  /**
   * A shrinker that has not all the time of the world.
   *
   * @param most how often it tries before it is content with what it has
   * @param time whether there is some left; asked before each attempt
   */
  public Shrinker(int most, BooleanSupplier time) {
    this.most = most;
    this.time = time;
  }

  /** How often it has tried. */
  public int attempts() {
    return attempts;
  }

  /**
   * Shortens a list.
   *
   * @param <T> of anything
   * @param failing fails as a whole
   * @param fails whether some of its elements, in their order, still fail; the same for the same
   */
  public <T> List<T> shorten(List<T> failing, Predicate<List<T>> fails) {
    List<T> left = List.copyOf(failing);
    int piece = Math.max(1, left.size() / 2);
    while (true) {
      List<T> shorter = withoutPieces(left, piece, fails);
      if (piece == 1 && shorter.size() == left.size()) {
        return shorter;
      }
      left = shorter;
      piece = Math.max(1, piece / 2);
    }
  }

  private boolean mayTry() {
    return attempts < most && time.getAsBoolean();
  }

  /** From the end on: what comes first is more often needed. */
  private <T> List<T> withoutPieces(List<T> failing, int piece, Predicate<List<T>> fails) {
    List<T> left = failing;
    for (int end = left.size(); end > 0 && mayTry(); end -= piece) {
      List<T> without = new ArrayList<>(left.subList(0, Math.max(0, end - piece)));
      without.addAll(left.subList(end, left.size()));
      attempts++;
      if (fails.test(without)) {
        left = List.copyOf(without);
      }
    }
    return left;
  }
}
